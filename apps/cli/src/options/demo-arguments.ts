import type { Argv } from 'yargs';
import { numberOption, switchOption, textOption } from './option.js';

/** The options of `demo`. */
export const demoOptions = {
  seed: numberOption('--seed', { describe: 'of the random start, a whole number; default 5' }),
  plot: textOption('--plot', { describe: 'draw the descents to OUT.svg or OUT.png as well' }),
  json: switchOption('--json', 'print one JSON document'),
} as const;

/** Tells them to yargs. */
export function demoArguments(yargs: Argv) {
  return yargs.options(demoOptions);
}

/** What yargs makes of them. */
export type DemoArguments = Awaited<ReturnType<typeof demoArguments>['argv']>;
