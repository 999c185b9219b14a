import type { Status } from '@wellposed/core';
import type { BackendPackage } from '../backends/catalogue.js';
import { chooseAutomatically } from '../backends/choose-automatically.js';
import { chooseBackend } from '../backends/choose-backend.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import { needsOf } from '../fit/needs-of.js';
import { onBackend } from '../fit/on-backend.js';
import { problemSize } from '../fit/problem-size.js';
import type { TargetFit } from '../fit/run-fit.js';
import { runFit } from '../fit/run-fit.js';
import { selectColumns } from '../fit/select-columns.js';
import { inFile } from '../input/in-file.js';
import { readTable } from '../input/read-table.js';
import type { Io } from '../io.js';
import type { FitRequest } from '../options/fit-request.js';
import { checkOutputs } from '../output/check-outputs.js';
import { fitJson } from '../output/fit-json.js';
import { fitPicture } from '../output/fit-picture.js';
import { fitText } from '../output/fit-text.js';
import { printable } from '../output/printable.js';
import { writeAtomically } from '../output/write-atomically.js';
import { writeJson } from '../output/write-json.js';
import { writePicture } from '../output/write-picture.js';

/** `wellposed fit`: reads, solves, and prints, draws and saves what came out, whatever its status. */
export async function fitCommand(request: FitRequest, io: Io, catalogue: readonly BackendPackage[]): Promise<ExitCode> {
  const { file } = request;
  await checkOutputs(
    [
      ['--plot', request.plot],
      ['--save', request.save],
    ],
    [file],
  );
  const needs = needsOf(request);
  // A name is right or wrong before anything is read; what is best depends on what is read.
  const named = request.backend === 'auto' ? undefined : await chooseBackend(request.backend, needs, catalogue);

  const started = performance.now();
  const table = await readTable(file, io.stdin, request.format);
  const selection = selectColumns(request, table);
  const read = performance.now();
  // The statistics take longer to load than everything else: not for a mistake in the options or the file.
  await import('wellposed');
  const loaded = performance.now();
  const { chosen, fits } = await inFile(table.source, async () => {
    const on = named ?? (await chooseAutomatically(needs, await problemSize(request, selection), catalogue));
    return { chosen: on, fits: await onBackend(on, catalogue, () => runFit(request, selection, on.backend, io)) };
  });
  const solved = performance.now();

  const documents = await Promise.all(fits.map((each) => fitJson(each, chosen)));
  const timings = { readMilliseconds: read - started, fitMilliseconds: solved - loaded };
  const [document] = documents;
  if (!request.json) io.stdout.write(`${await fitText(fits, chosen, io)}\n`);
  else if (documents.length === 1) writeJson(io.stdout, { ...document, timings });
  else writeJson(io.stdout, { schemaVersion: 1, fits: documents, timings });
  if (request.save !== undefined) {
    await writeAtomically(request.save, `${JSON.stringify(document, undefined, 2)}\n`);
    io.stderr.write(`wellposed: model written to ${printable(request.save)}\n`);
  }
  const [only] = fits;
  if (request.plot !== undefined && only !== undefined) await draw(request.plot, only, request, io);
  return outcomeCode(fits.map(({ fit }) => fit.status));
}

async function draw(path: string, fit: TargetFit, request: FitRequest, io: Io): Promise<void> {
  if (!fit.fit.solution.fitted.every(Number.isFinite)) {
    io.stderr.write(`wellposed: ${printable(path)} is not drawn: the fitted values are not finite\n`);
    return;
  }
  await writePicture(path, await fitPicture(fit, request));
  io.stderr.write(`wellposed: picture written to ${printable(path)}\n`);
}

function outcomeCode(statuses: readonly Status[]): ExitCode {
  if (statuses.every((status) => status === 'converged')) return exitCode.success;
  return statuses.includes('aborted') ? exitCode.interrupted : exitCode.outcome;
}
