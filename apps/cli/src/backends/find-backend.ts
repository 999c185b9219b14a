import { usageError } from '../command-error.js';
import { nearestName } from '../input/nearest-name.js';
import { quote } from '../output/printable.js';
import type { BackendPackage } from './catalogue.js';
import type { ProbedBackend } from './probe-backends.js';
import { probeBackends } from './probe-backends.js';

/**
 * The backend of this name. Only the package that it belongs to is loaded; all of them when there is none, for a suggestion.
 *
 * @throws CommandError (exit code 2) when there is none
 */
export async function findBackend(name: string, catalogue: readonly BackendPackage[]): Promise<ProbedBackend> {
  const [owner] = catalogue
    .filter((entry) => name === entry.name || name.startsWith(`${entry.name}-`))
    .sort((a, b) => b.name.length - a.name.length);
  if (owner !== undefined) {
    const probed = await probeBackends(owner, (candidate) => candidate === name);
    // A package that does not load stands for all its backends.
    const [found] = probed;
    if (found !== undefined) return found;
  }
  const names = ['auto', ...(await Promise.all(catalogue.map(namesOf))).flat()];
  const near = nearestName(name, names);
  const hint = near === undefined ? `there is ${names.join(', ')}` : `did you mean ${near}?`;
  throw usageError(`--backend: none is named ${quote(name)}; ${hint}`);
}

async function namesOf(entry: BackendPackage): Promise<readonly string[]> {
  try {
    return (await entry.load()).map((backend) => backend.name);
  } catch {
    return [entry.name];
  }
}
