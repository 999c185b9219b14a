import type { BackendEntry } from '../backends/catalogue.js';
import type { ProbedBackend } from '../backends/probe-backend.js';
import { probeBackend } from '../backends/probe-backend.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { colours } from '../output/colours.js';
import { writeJson } from '../output/write-json.js';
import type { BackendDocument } from '../schemas/backends-document.js';

/** `wellposed backends`: what there is, whether it can run here, and if not, what to do. */
export async function backendsCommand(json: boolean, io: Io, catalogue: readonly BackendEntry[]): Promise<ExitCode> {
  const documents = (await Promise.all(catalogue.map(probeBackend))).map(backendDocument);
  if (json) {
    writeJson(io.stdout, documents);
    return exitCode.success;
  }
  const paint = colours(io);
  const widest = (key: 'name' | 'engine'): number => Math.max(...documents.map((document) => document[key].length));
  for (const { name, available, engine, device, precision, solvers, reason, remedy } of documents) {
    const mark = available ? paint.green('available  ') : paint.red('unavailable');
    const about = available ? `${device}, ${precision}, solvers ${solvers.join(', ')}` : `${reason}; ${remedy}`;
    io.stdout.write(`${name.padEnd(widest('name'))}  ${mark}  ${engine.padEnd(widest('engine'))}  ${about}\n`);
  }
  return exitCode.success;
}

function backendDocument({ name, backend, availability }: ProbedBackend): BackendDocument {
  return {
    name,
    available: availability.ok,
    engine: availability.engine,
    device: availability.ok ? availability.device : null,
    precision: backend?.supports.precision ?? null,
    solvers: [...(backend?.supports.solvers ?? [])],
    reason: availability.ok ? null : availability.reason,
    remedy: availability.ok ? null : availability.remedy,
  };
}
