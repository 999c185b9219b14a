import type { DoubleDoubleArray } from '@wellposed/core';
import { doubleDoubleArray } from '@wellposed/core';
import { inputError } from '../command-error.js';
import { quote } from '../output/printable.js';
import { parseNumber } from './parse-number.js';
import type { Table } from './table.js';

/**
 * The numbers of some columns, read exactly: rows × columns, row-major, each the float64 number nearest to its text, and
 * the rest.
 *
 * @throws CommandError (exit code 3) that names file, line, column and text of the first cell that is no number
 */
export function numericColumns(table: Table, names: readonly string[]): DoubleDoubleArray {
  const indices = names.map((name) => table.columns.indexOf(name));
  const { hi, lo } = doubleDoubleArray(table.rows.length * names.length);
  let next = 0;
  for (const [row, cells] of table.rows.entries()) {
    for (const index of indices) {
      const text = cells[index] ?? '';
      const parsed = parseNumber(text);
      if (!parsed.ok) {
        const what = text.trim() === '' ? 'the cell' : quote(text);
        throw inputError(
          table.place(row, index),
          `column ${quote(table.columns[index] ?? '')}: ${what} ${parsed.reason}`,
        );
      }
      hi[next] = parsed.value;
      lo[next] = parsed.low;
      next += 1;
    }
  }
  return { hi, lo };
}
