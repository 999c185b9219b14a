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
import { note, print, printJson } from '../output/print.js';
import { jsonText } from '../output/printable.js';
import { writeAtomically } from '../output/write-atomically.js';
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
  const [only] = fits;
  const outputs = [
    request.json
      ? printJson(
          io,
          documents.length === 1 ? { ...document, timings } : { schemaVersion: 1, fits: documents, timings },
        )
      : print(io, `${await fitText(fits, chosen, io)}\n`),
  ];
  if (request.save !== undefined) outputs.push(save(request.save, jsonText(document), io));
  if (request.plot !== undefined && only !== undefined) outputs.push(draw(request.plot, only, request, io));
  // All of them: a full disk must not cost the report, nor a reader that goes away the model.
  for (const outcome of await Promise.allSettled(outputs)) if (outcome.status === 'rejected') throw outcome.reason;
  return outcomeCode(fits.map(({ fit }) => fit.status));
}

async function save(path: string, model: string, io: Io): Promise<void> {
  await writeAtomically(path, model);
  await note(io, `model written to ${path}`);
}

async function draw(path: string, fit: TargetFit, request: FitRequest, io: Io): Promise<void> {
  if (!fit.fit.solution.fitted.every(Number.isFinite)) {
    return note(io, `${path} is not drawn: the fitted values are not finite`);
  }
  await writePicture(path, await fitPicture(fit, request));
  await note(io, `picture written to ${path}`);
}

function outcomeCode(statuses: readonly Status[]): ExitCode {
  if (statuses.every((status) => status === 'converged')) return exitCode.success;
  return statuses.includes('aborted') ? exitCode.interrupted : exitCode.outcome;
}
