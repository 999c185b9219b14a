import type { Backend, SolverName } from '@wellposed/core';
import { CommandError, usageError } from '../command-error.js';
import { exitCode } from '../exit-code.js';
import type { BackendEntry } from './catalogue.js';
import type { ProbedBackend } from './probe-backend.js';
import { probeBackend } from './probe-backend.js';

/** What the fit needs of a backend. */
export interface BackendNeeds {
  readonly solver?: SolverName | undefined;
  readonly generalLoss: boolean;
}

/** A backend that can run here, and what it runs on. */
export interface ChosenBackend {
  readonly backend: Backend;
  readonly engine: string;
}

/**
 * The backend of this name, or for 'auto' the first that is available and does what is needed.
 *
 * @throws CommandError: exit code 2 when it does not do what is needed, 4 when it cannot run here
 */
export async function chooseBackend(
  name: string,
  needs: BackendNeeds,
  catalogue: readonly BackendEntry[],
): Promise<ChosenBackend> {
  const entries = name === 'auto' ? catalogue : catalogue.filter((entry) => entry.name === name);
  const refusals: CommandError[] = [];
  for (const entry of entries) {
    const probed = await probeBackend(entry);
    const refusal = refuse(probed, needs);
    if (refusal === undefined && probed.backend !== undefined) {
      return { backend: probed.backend, engine: probed.availability.engine };
    }
    if (refusal !== undefined) refusals.push(refusal);
  }
  const [only, ...others] = refusals;
  if (only !== undefined && others.length === 0) throw only;
  if (only === undefined)
    throw usageError(`no backend is named '${name}'; there is ${catalogue.map((e) => e.name).join(', ')}`);
  const unavailable = refusals.some((refusal) => refusal.exitCode === exitCode.backend);
  throw new CommandError(
    unavailable ? exitCode.backend : exitCode.usage,
    refusals.map((refusal) => refusal.message).join('; '),
  );
}

function refuse({ name, backend, availability }: ProbedBackend, needs: BackendNeeds): CommandError | undefined {
  if (!availability.ok) {
    return new CommandError(
      exitCode.backend,
      `backend ${name} cannot run here: ${availability.reason}; ${availability.remedy}`,
    );
  }
  const { solvers = [], generalLosses = false } = backend?.supports ?? {};
  if (needs.solver !== undefined && !solvers.includes(needs.solver)) {
    return usageError(`backend ${name} has no solver ${needs.solver}; it has ${solvers.join(', ') || 'none'}`);
  }
  if (needs.generalLoss && !generalLosses) return usageError(`backend ${name} has no loss but the squared one`);
  return undefined;
}
