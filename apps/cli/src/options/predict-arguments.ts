import type { Argv } from 'yargs';
import { tableFormats } from '../input/table-format.js';
import { choiceOption, fileArgument, switchOption, textOption } from './option.js';

/** The options of `predict`. */
export const predictOptions = {
  x: textOption('--x', { describe: "columns of x in FILE; default: the model's own names" }),
  format: choiceOption('--format', tableFormats, {
    describe: 'format of FILE; default: by its extension, else by its beginning',
  }),
  json: switchOption('--json', 'print one JSON document instead of CSV'),
} as const;

/** Tells them to yargs. */
export function predictArguments(yargs: Argv) {
  return yargs
    .usage('$0 predict MODEL.json FILE [options]\n\nPredicts y for new x: CSV with the column prediction.')
    .positional('MODEL', fileArgument('file that fit --save wrote'))
    .positional('FILE', fileArgument('CSV, TSV, JSON lines or JSON; - for standard input'))
    .options(predictOptions)
    .example('$0 fit data.csv --x x --y y --degree 4 --save model.json', 'keep a model')
    .example('$0 predict model.json new.csv > predictions.csv', 'one prediction for each row');
}

/** What yargs makes of them. */
export type PredictArguments = Awaited<ReturnType<typeof predictArguments>['argv']>;
