import type { BackendPackage } from '../backends/catalogue.js';
import type { ProbedBackend } from '../backends/probe-backends.js';
import { probeBackends } from '../backends/probe-backends.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { backendsTable } from '../output/backends-table.js';
import { colours } from '../output/colours.js';
import { print, printJson } from '../output/print.js';
import type { BackendDocument } from '../schemas/backends-document.js';

/** `wellposed backends`: what there is, whether it can run here, and if not, what to do. */
export async function backendsCommand(json: boolean, io: Io, catalogue: readonly BackendPackage[]): Promise<ExitCode> {
  const documents: BackendDocument[] = [];
  for (const entry of catalogue) documents.push(...(await probeBackends(entry)).map(backendDocument));
  if (json) await printJson(io, documents);
  else await print(io, `${backendsTable(documents, colours(io))}\n`);
  return exitCode.success;
}

function backendDocument(probed: ProbedBackend): BackendDocument {
  const { name, supports, engine, ok } = probed;
  return {
    name,
    available: ok,
    engine,
    device: ok ? probed.device : null,
    precision: supports?.precision ?? null,
    solvers: [...(supports?.solvers ?? [])],
    reason: ok ? (probed.note ?? null) : probed.reason,
    remedy: ok ? null : probed.remedy,
  };
}
