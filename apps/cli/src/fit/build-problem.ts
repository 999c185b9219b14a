import type { Problem } from '@wellposed/core';
import { at, FitError, linearProblem, polynomialProblem } from '@wellposed/core';
import { inputError, usageError } from '../command-error.js';
import { exitCode } from '../exit-code.js';
import { exitCodeOf } from '../exit-code-of.js';
import type { NumericColumns } from '../input/numeric-columns.js';
import { numericColumns } from '../input/numeric-columns.js';
import { resolveColumns } from '../input/resolve-columns.js';
import type { Table } from '../input/table.js';
import type { FitRequest } from '../options/fit-request.js';
import { quote } from '../output/quote.js';

/**
 * The problem that a request poses on a table.
 *
 * @throws CommandError: exit code 2 when the columns do not suit the basis, 3 for what is wrong in the file
 */
export function buildProblem(request: FitRequest, table: Table): Problem {
  const names = resolveColumns(table, request.x);
  const target = resolveColumn(table, request.y, '--y');
  const [first, ...others] = names;
  if (request.basis !== 'columns' && others.length > 0) {
    throw usageError(`--basis ${request.basis} takes one column of x, --x names ${names.length}`);
  }
  const x = numericColumns(table, names);
  const y = numericColumns(table, [target]);
  const weights = request.weights === undefined ? undefined : weightsOf(table, request.weights);
  const options = {
    x: { hi: x.values, lo: x.low },
    y: { hi: y.values, lo: y.low },
    ...(weights && { weights: { hi: weights.values, lo: weights.low } }),
    intercept: request.intercept,
    loss: request.loss,
  };
  try {
    if (request.basis === 'columns') return linearProblem({ ...options, names });
    const { basis, degree } = request;
    return polynomialProblem({ ...options, basis, degree, ...(first !== undefined && { name: first }) });
  } catch (error) {
    // The library does not know the file that its numbers came from.
    if (error instanceof FitError && exitCodeOf(error) === exitCode.input)
      throw inputError(table.source, error.message);
    throw error;
  }
}

function weightsOf(table: Table, name: string): NumericColumns {
  const column = resolveColumn(table, name, '--weights');
  const weights = numericColumns(table, [column]);
  table.rows.forEach(({ line }, row) => {
    const weight = at(weights.values, row);
    if (weight < 0)
      throw inputError(`${table.source}:${line}`, `column ${quote(column)}: the weight ${weight} is negative`);
  });
  return weights;
}

function resolveColumn(table: Table, name: string, flag: string): string {
  const [only, ...others] = resolveColumns(table, name);
  if (only === undefined || others.length > 0) throw usageError(`${flag} takes one column, ${quote(name)} names more`);
  return only;
}
