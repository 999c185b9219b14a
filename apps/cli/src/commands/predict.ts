import type { BasisSpecification } from '@wellposed/core';
import { curveAt, leadingOf } from '@wellposed/core';
import { inputError, usageError } from '../command-error.js';
import type { ExitCode } from '../exit-code.js';
import { exitCode } from '../exit-code.js';
import { numericColumns } from '../input/numeric-columns.js';
import type { ModelFile } from '../input/read-model.js';
import { readModel } from '../input/read-model.js';
import { readTable } from '../input/read-table.js';
import { resolveColumns } from '../input/resolve-columns.js';
import type { Io } from '../io.js';
import type { PredictArguments } from '../options/predict-arguments.js';
import { note, print, printJson } from '../output/print.js';
import type { PredictionsDocument } from '../schemas/predictions-document.js';

/** `wellposed predict`: one prediction for each row of a file, as CSV with the one column `prediction`, or as JSON. */
export async function predictCommand(args: PredictArguments, io: Io): Promise<ExitCode> {
  if (args.MODEL === '-' && args.FILE === '-') throw usageError('only one of MODEL and FILE can be standard input');
  const saved = await readModel(args.MODEL, io.stdin);
  const { variables } = saved.model.basis.specification;
  const table = await readTable(args.FILE, io.stdin, args.format);
  const names =
    args.x === undefined ? variables.flatMap((name) => resolveColumns(table, name)) : resolveColumns(table, args.x);
  if (names.length !== variables.length) {
    throw usageError(`--x names ${names.length} columns, the model takes ${variables.length}: ${variables.join(', ')}`);
  }
  const x = numericColumns(table, names);
  const predictions = curveAt(saved, x);
  const infinite = predictions.findIndex((value) => !Number.isFinite(value));
  if (infinite >= 0) {
    throw inputError(table.place(infinite, 0), 'the prediction is beyond the range of 64-bit numbers');
  }
  const warnings = warningsOf(saved, x.hi);
  if (args.json === true) {
    const document: PredictionsDocument = {
      schemaVersion: 1,
      target: saved.target,
      predictions: [...predictions],
      warnings,
    };
    await printJson(io, document);
    return exitCode.success;
  }
  for (const warning of warnings) await note(io, `note: ${warning}`);
  await print(io, ['prediction', ...predictions, ''].join('\n'));
  return exitCode.success;
}

function warningsOf({ status, model }: ModelFile, x: Float64Array): string[] {
  const warnings: string[] = [];
  if (status !== 'converged') warnings.push(`the fit of this model ended with status ${status}`);
  const { specification } = model.basis;
  specification.variables.forEach((variable, column) => {
    const [low, high] = rangeOf(specification, column);
    const values = x.filter((_, index) => index % specification.variables.length === column);
    const outside = values.reduce((count, value) => count + Number(value < low || value > high), 0);
    if (outside > 0) {
      warnings.push(
        `${outside} of ${values.length} rows have ${variable} outside [${low}, ${high}], the range of the fit: its curve is not to be trusted there`,
      );
    }
  });
  return warnings;
}

/** Where the data of one variable lay, as far as the basis knows. */
function rangeOf(basis: BasisSpecification, column: number): readonly [low: number, high: number] {
  const domain = 'domain' in basis ? basis.domain : 'domains' in basis ? basis.domains[column] : undefined;
  const [low, high] = domain ?? [-Infinity, Infinity];
  return [leadingOf(low), leadingOf(high)];
}
