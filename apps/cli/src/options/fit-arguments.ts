import type { Argv } from 'yargs';
import { tableFormats } from '../input/table-format.js';
import { methodArguments } from './method-arguments.js';
import { modelArguments } from './model-arguments.js';
import { choiceOption, fileArgument, numberOption, switchOption, textOption } from './option.js';

const dataArguments = {
  x: textOption('--x', { describe: 'column of x, or several: COL,COL…', group: 'Data:' }),
  y: textOption('--y', {
    describe: 'column of y, or several, each fitted by itself: COL,COL…',
    group: 'Data:',
  }),
  weights: textOption('--weights', {
    describe: 'column of weights ≥ 0, which multiply the squared residuals',
    group: 'Data:',
  }),
  format: choiceOption('--format', tableFormats, {
    describe: 'format of FILE; default: by its extension, else by its beginning',
    group: 'Data:',
  }),
} as const;

const outputArguments = {
  confidence: numberOption('--confidence', {
    describe: 'level of intervals and bands, in (0, 1); default 0.95',
    group: 'Output:',
  }),
  'perfect-fit': choiceOption('--perfect-fit', ['withhold', 'report'], {
    describe: 'standard errors and tests of a fit whose residuals are only the rounding of the data; default withhold',
    group: 'Output:',
  }),
  json: { ...switchOption('--json', 'print one JSON document'), group: 'Output:' },
  plot: textOption('--plot', {
    describe: 'draw the fit, its bands and the choice of a degree to OUT.svg or OUT.png',
    group: 'Output:',
  }),
  save: textOption('--save', { describe: 'write the model to MODEL.json, for predict', group: 'Output:' }),
} as const;

/** The options of `fit`. */
export const fitOptions = { ...dataArguments, ...modelArguments, ...methodArguments, ...outputArguments } as const;

/** Tells them to yargs. */
export function fitArguments(yargs: Argv) {
  return yargs
    .usage('$0 fit FILE --x COL[,COL…] --y COL[,COL…] [options]\n\nFits a line, a curve or several columns to data.')
    .positional('FILE', fileArgument('CSV, TSV, JSON lines or JSON; - for standard input'))
    .options(fitOptions)
    .example('$0 fit data.csv --x time --y height', 'a straight line')
    .example('$0 fit data.csv --x x --y y --degree 4 --plot fit.png', 'a polynomial, and its picture')
    .example('$0 fit data.csv --x x1,x2,x3 --y y --json', 'several columns, as JSON')
    .example('$0 fit data.csv --x x --y y --select-degree loo', 'the degree that predicts best')
    .example('$0 fit data.csv --x x --y y --basis bspline:knots=5', 'a cubic spline')
    .example("$0 fit data.csv --x x --y y --degree 3 --constraint 'f(0) = 1'", 'a cubic through a point')
    .example('cat data.csv | $0 fit - --x x --y y --save model.json', 'from a pipe; keep the model')
    .example('$0 fit data.csv --x x --y y --optimizer heavy-ball --lr auto', 'by descent');
}

/** What yargs makes of them. */
export type FitArguments = Awaited<ReturnType<typeof fitArguments>['argv']>;
