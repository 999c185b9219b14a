import { inputError } from '../command-error.js';
import { quote } from '../output/printable.js';
import { nearestName } from './nearest-name.js';
import { parseNumber } from './parse-number.js';
import type { Table } from './table.js';

/**
 * Finds the columns of a comma-separated list of names. A column whose own name holds commas is meant when the whole
 * list is its name.
 *
 * @returns names of the table, in the order asked for
 * @throws CommandError (exit code 3) for a name that the table lacks, with the nearest one it has
 */
export function resolveColumns(table: Table, list: string): string[] {
  const names = table.columns.includes(list) ? [list] : list.split(',').map((name) => name.trim());
  for (const name of names) {
    if (table.columns.includes(name)) continue;
    const near = nearestName(name, table.columns);
    const hint = near === undefined ? `it has ${listed(table.columns)}` : `did you mean ${quote(near)}?`;
    throw inputError(table.source, `has no column ${quote(name)}; ${hint}`);
  }
  return names;
}

/** The columns of a table in words, those that a fit can take apart from the others. */
export function describeColumns(table: Table): string {
  const isNumeric = (column: number): boolean => table.rows.every((cells) => parseNumber(cells[column] ?? '').ok);
  const named = table.columns.filter((name) => name !== '');
  const numeric = named.filter((name) => isNumeric(table.columns.indexOf(name)));
  const others = named.filter((name) => !numeric.includes(name));
  return [
    numeric.length > 0 ? `the columns of numbers ${listed(numeric)}` : 'no column of numbers',
    ...(others.length > 0 ? [`others are ${listed(others)}`] : []),
  ].join('; ');
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 8).map(quote).join(', ');
  const separator = columns.length === 1 ? [';', '\t', '|'].find((s) => columns[0]?.includes(s)) : undefined;
  if (separator !== undefined) return `${shown}: are its columns separated by ${quote(separator)}?`;
  return columns.length > 8 ? `${shown} and ${columns.length - 8} more` : shown;
}
