import type { ExpansionArray } from '@wellposed/core';
import { decimals, FitError } from '@wellposed/core';
import { inputError } from '../command-error.js';
import { quote } from '../output/printable.js';
import { literalOf, parseNumber } from './parse-number.js';
import type { Table } from './table.js';

/**
 * The numbers of some columns, read exactly: rows × columns, row-major, each the float64 number nearest to its text, and
 * the rest, in as many limbs as the longest takes.
 *
 * @throws CommandError (exit code 3) that names file, line, column and text of the first cell that is no number
 */
export function numericColumns(table: Table, names: readonly string[]): ExpansionArray {
  const indices = names.map((name) => table.columns.indexOf(name));
  const texts = table.rows.flatMap((cells) => indices.map((index) => literalOf(cells[index] ?? '')));
  try {
    return decimals(texts);
  } catch (error) {
    const place = error instanceof FitError && error.code === 'INVALID_INPUT' ? error.details.row : undefined;
    if (place === undefined) throw error;
    const row = Math.floor(place / indices.length);
    const index = indices[place % indices.length] ?? 0;
    const text = table.rows[row]?.[index] ?? '';
    const what = text.trim() === '' ? 'the cell' : quote(text);
    const parsed = parseNumber(text);
    throw inputError(
      table.place(row, index),
      `column ${quote(table.columns[index] ?? '')}: ${what} ${parsed.ok ? 'is not a number' : parsed.reason}`,
    );
  }
}
