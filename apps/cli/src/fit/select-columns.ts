import type { ExpansionArray } from '@wellposed/core';
import { at } from '@wellposed/core';
import { inputError, usageError } from '../command-error.js';
import { numericColumns } from '../input/numeric-columns.js';
import { describeColumns, resolveColumns } from '../input/resolve-columns.js';
import type { Table } from '../input/table.js';
import type { FitRequest } from '../options/fit-request.js';
import { quote } from '../output/printable.js';

/** The numbers that a fit takes from a table, read exactly. */
export interface Selection {
  /** Columns of x, d of them. */
  readonly names: readonly string[];
  /** n × d, row-major. */
  readonly x: ExpansionArray;
  readonly targets: readonly [Target, ...Target[]];
  readonly weights?: ExpansionArray;
}

/** A column of y, n numbers. */
export interface Target {
  readonly name: string;
  readonly y: ExpansionArray;
}

/**
 * Reads the columns that a request names.
 *
 * @throws CommandError: exit code 2 for options that take one column and got several, 3 for what is wrong in the file
 */
export function selectColumns(request: FitRequest, table: Table): Selection {
  const { x, y } = request;
  if (x === undefined || y === undefined) {
    const missing = [...(x === undefined ? ['--x'] : []), ...(y === undefined ? ['--y'] : [])];
    const verb = missing.length > 1 ? 'are' : 'is';
    throw usageError(`${missing.join(' and ')} ${verb} missing; ${table.source} has ${describeColumns(table)}`);
  }
  const names = resolveColumns(table, x);
  const [first = '', ...others] = resolveColumns(table, y);
  const twice = others.find((name, i) => name === first || others.indexOf(name) !== i);
  if (twice !== undefined) throw usageError(`--y names ${quote(twice)} twice`);
  if (others.length > 0) checkSeveral(request, 1 + others.length);
  const target = (name: string): Target => ({ name, y: numericColumns(table, [name]) });
  return {
    names,
    x: numericColumns(table, names),
    targets: [target(first), ...others.map(target)],
    ...(request.weights !== undefined && { weights: weightsOf(table, request.weights) }),
  };
}

function checkSeveral({ search, method, plot, save }: FitRequest, count: number): void {
  const takesOne: readonly (readonly [string, boolean])[] = [
    ['--select-degree chooses', search !== undefined],
    ['--optimizer descends', method.kind === 'descent'],
    ['--plot draws', plot !== undefined],
    ['--save keeps', save !== undefined],
  ];
  for (const [what, given] of takesOne) {
    if (given) throw usageError(`${what} for one column of y, --y names ${count}: run fit once for each`);
  }
}

function weightsOf(table: Table, list: string): ExpansionArray {
  const [column, ...others] = resolveColumns(table, list);
  if (column === undefined || others.length > 0) {
    throw usageError(`--weights takes one column, ${quote(list)} names more`);
  }
  const weights = numericColumns(table, [column]);
  table.rows.forEach((_, row) => {
    const weight = at(weights.hi, row);
    if (weight < 0)
      throw inputError(
        table.place(row, table.columns.indexOf(column)),
        `column ${quote(column)}: the weight ${weight} is negative`,
      );
  });
  return weights;
}
