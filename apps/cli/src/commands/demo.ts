import { usageError } from '../command-error.js';
import { experiment } from '../demo/experiment.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import type { DemoArguments } from '../options/demo-arguments.js';
import { checkOutputs } from '../output/check-outputs.js';
import { colours } from '../output/colours.js';
import { demoJson } from '../output/demo-json.js';
import { demoPicture } from '../output/demo-picture.js';
import { demoReport } from '../output/demo-report.js';
import { printable } from '../output/printable.js';
import { quote } from '../output/quote.js';
import { writeJson } from '../output/write-json.js';
import { writePicture } from '../output/write-picture.js';

const usualPicture = 'wellposed-demo.svg';
/** A start whose loss after the steps is near the median of many. */
const usualSeed = 5;

/**
 * `wellposed demo`: the learner's experiment, run. The picture goes to `wellposed-demo.svg` in the current folder unless
 * another path is given; with --json only where a path is given.
 */
export async function demoCommand(args: DemoArguments, io: Io): Promise<ExitCode> {
  const { seed = usualSeed, json = false } = args;
  if (!Number.isSafeInteger(seed)) throw usageError(`--seed must be a whole number, got ${seed}`);
  if (args.plot !== undefined && !/\.(svg|png)$/i.test(args.plot)) {
    throw usageError(`--plot: ${quote(args.plot)} must end in .svg or .png`);
  }
  const plot = args.plot ?? (json ? undefined : usualPicture);
  await checkOutputs([['--plot', plot]], []);
  const result = experiment(seed);
  if (json) writeJson(io.stdout, demoJson(result, seed));
  else io.stdout.write(demoReport(result, seed, colours(io)));
  if (plot !== undefined) {
    await writePicture(plot, await demoPicture(result));
    io.stderr.write(`wellposed: picture written to ${printable(plot)}\n`);
  }
  return exitCode.success;
}
