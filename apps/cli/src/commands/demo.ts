import { usageError } from '../command-error.js';
import { experiment } from '../demo/experiment.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import type { DemoArguments } from '../options/demo-arguments.js';
import { checkOutputs } from '../output/check-outputs.js';
import { colours } from '../output/colours.js';
import { demoFigure } from '../output/demo-figure.js';
import { demoJson } from '../output/demo-json.js';
import { demoReport } from '../output/demo-report.js';
import { note, print, printJson } from '../output/print.js';
import { quote } from '../output/printable.js';
import { terminalChart } from '../output/terminal-chart.js';
import { writePicture } from '../output/write-picture.js';

/** A start whose loss after the steps is near the median of many. */
const usualSeed = 5;

/** `wellposed demo`: the learner's experiment, run. Its picture is drawn in the text; with --plot to a file as well. */
export async function demoCommand(args: DemoArguments, io: Io): Promise<ExitCode> {
  const { seed = usualSeed, json = false, plot } = args;
  if (!Number.isSafeInteger(seed)) throw usageError(`--seed must be a whole number, got ${seed}`);
  if (plot !== undefined && !/\.(svg|png)$/i.test(plot)) {
    throw usageError(`--plot: ${quote(plot)} must end in .svg or .png`);
  }
  await checkOutputs([['--plot', plot]], []);
  const result = experiment(seed);
  const figure = demoFigure(result);
  if (json) await printJson(io, demoJson(result, seed));
  else await print(io, `${demoReport(result, seed, colours(io))}\n${terminalChart(figure)}\n`);
  if (plot !== undefined) {
    const { descentFigure } = await import('@wellposed/plot');
    await writePicture(plot, descentFigure(figure));
    await note(io, `picture written to ${plot}`);
  }
  return exitCode.success;
}
