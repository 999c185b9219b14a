import type { Argv } from 'yargs';
import type { BackendEntry } from '../backends/catalogue.js';
import { tableFormats } from '../input/table-format.js';
import { choiceOption, fileArgument, numberOption, switchOption, textOption } from './option.js';

/** The options of `fit`, as yargs knows them. */
export function fitArguments(yargs: Argv, catalogue: readonly BackendEntry[]) {
  return yargs
    .usage('$0 fit FILE --x COL[,COL…] --y COL [options]\n\nFits a line, a polynomial or several columns to data.')
    .positional('FILE', fileArgument('CSV, TSV or JSON lines with a header; - for standard input'))
    .options({
      x: textOption('--x', { demandOption: true, describe: 'column of x, or several: COL,COL…', group: 'Data:' }),
      y: textOption('--y', { demandOption: true, describe: 'column of y', group: 'Data:' }),
      weights: textOption('--weights', {
        describe: 'column of weights ≥ 0, which multiply the squared residuals',
        group: 'Data:',
      }),
      format: choiceOption('--format', tableFormats, {
        describe: 'format of FILE; default: by its extension, else by its beginning',
        group: 'Data:',
      }),
      degree: numberOption('--degree', { describe: 'fit a polynomial of this degree in x', group: 'Model:' }),
      basis: choiceOption('--basis', ['monomial', 'chebyshev', 'legendre', 'columns'], {
        describe: 'basis of the coefficients; default monomial with --degree, else columns',
        group: 'Model:',
      }),
      'no-intercept': { ...switchOption('--no-intercept', 'leave out the constant'), group: 'Model:' },
      loss: textOption('--loss', {
        default: 'squared',
        describe: 'squared, or huber:δ with δ in the units of y',
        group: 'Model:',
      }),
      reduction: choiceOption('--reduction', ['sum', 'mean'], {
        default: 'sum',
        describe: 'loss: sum or mean over the rows; they move every learning rate',
        group: 'Model:',
      }),
      backend: choiceOption('--backend', [...catalogue.map((entry) => entry.name), 'auto'], {
        default: 'auto',
        describe: 'where the linear algebra runs',
        group: 'Method:',
      }),
      solver: choiceOption('--solver', ['cholesky', 'qr', 'svd'], {
        describe: 'closed form; default qr',
        group: 'Method:',
      }),
      'no-refine': {
        ...switchOption('--no-refine', 'leave out the iterative refinement of the closed form'),
        group: 'Method:',
      },
      optimizer: choiceOption('--optimizer', ['gradient-descent', 'heavy-ball'], {
        describe: 'descend instead of solving, from zeros',
        group: 'Method:',
      }),
      lr: textOption('--lr', {
        describe: 'learning rate, or auto: the best, from the spectrum; default auto',
        group: 'Method:',
      }),
      momentum: textOption('--momentum', {
        describe: 'of heavy-ball: in [0, 1), or auto; default 0.9',
        group: 'Method:',
      }),
      iterations: numberOption('--iterations', { describe: 'steps at most; default 10000', group: 'Method:' }),
      json: { ...switchOption('--json', 'print one JSON document'), group: 'Output:' },
      plot: textOption('--plot', { describe: 'draw the fit to OUT.svg or OUT.png', group: 'Output:' }),
      save: textOption('--save', { describe: 'write the model to MODEL.json, for predict', group: 'Output:' }),
    })
    .example('$0 fit data.csv --x time --y height', 'a straight line')
    .example('$0 fit data.csv --x x --y y --degree 4 --plot fit.png', 'a polynomial, and its picture')
    .example('$0 fit data.csv --x x1,x2,x3 --y y --json', 'several columns, as JSON')
    .example('cat data.csv | $0 fit - --x x --y y --save model.json', 'from a pipe; keep the model')
    .example('$0 fit data.csv --x x --y y --optimizer heavy-ball --lr auto', 'by descent');
}

/** What yargs makes of them. */
export type FitArguments = Awaited<ReturnType<typeof fitArguments>['argv']>;
