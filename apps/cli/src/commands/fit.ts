import type { Status } from '@wellposed/core';
import type { FitResult } from 'wellposed';
import type { BackendEntry } from '../backends/catalogue.js';
import { chooseBackend } from '../backends/choose-backend.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import { buildProblem } from '../fit/build-problem.js';
import { solve } from '../fit/solve.js';
import { readTable } from '../input/read-table.js';
import type { Io } from '../io.js';
import type { FitRequest } from '../options/fit-request.js';
import { checkOutputs } from '../output/check-outputs.js';
import { colours } from '../output/colours.js';
import { fitPicture } from '../output/fit-picture.js';
import { printable } from '../output/printable.js';
import { writeAtomically } from '../output/write-atomically.js';
import { writeJson } from '../output/write-json.js';
import { writePicture } from '../output/write-picture.js';

/** `wellposed fit`: reads, solves, and prints, draws and saves what came out, whatever its status. */
export async function fitCommand(request: FitRequest, io: Io, catalogue: readonly BackendEntry[]): Promise<ExitCode> {
  const { method, loss, file } = request;
  await checkOutputs(
    [
      ['--plot', request.plot],
      ['--save', request.save],
    ],
    [file],
  );
  const solver = method.kind === 'closed-form' ? method.solver : undefined;
  const { backend, engine } = await chooseBackend(request.backend, { solver, generalLoss: !loss.quadratic }, catalogue);

  const started = performance.now();
  const problem = buildProblem(request, await readTable(file, io.stdin, request.format));
  const read = performance.now();
  // The statistics take longer to load than everything else: not for a mistake in the options or the file.
  const { FitResult } = await import('wellposed');
  const loaded = performance.now();
  const fit = new FitResult(problem, await solve(problem, backend, method, io));
  const solved = performance.now();

  const model = { ...fit.toJSON(), target: request.y, engine };
  const timings = { readMilliseconds: read - started, fitMilliseconds: solved - loaded };
  if (request.json) writeJson(io.stdout, { ...model, timings });
  else io.stdout.write(`${humanText(fit, io)}\n`);
  if (request.save !== undefined) {
    await writeAtomically(request.save, `${JSON.stringify(model, undefined, 2)}\n`);
    io.stderr.write(`wellposed: model written to ${printable(request.save)}\n`);
  }
  if (request.plot !== undefined) await draw(request.plot, fit, request, io);
  return outcomeCode(fit.status);
}

function humanText(fit: FitResult, io: Io): string {
  const paint = colours(io);
  const { status } = fit;
  const coloured = status === 'converged' ? paint.green(status) : paint.red(status);
  return printable(fit.summary()).replace(status, paint.bold(coloured));
}

async function draw(path: string, fit: FitResult, request: FitRequest, io: Io): Promise<void> {
  if (!fit.solution.fitted.every(Number.isFinite)) {
    io.stderr.write(`wellposed: ${printable(path)} is not drawn: the fitted values are not finite\n`);
    return;
  }
  await writePicture(path, await fitPicture(fit, request));
  io.stderr.write(`wellposed: picture written to ${printable(path)}\n`);
}

function outcomeCode(status: Status): ExitCode {
  if (status === 'converged') return exitCode.success;
  return status === 'aborted' ? exitCode.interrupted : exitCode.outcome;
}
