import { inputError } from '../command-error.js';
import { quote } from '../output/quote.js';
import { parseNumber } from './parse-number.js';
import type { Table } from './table.js';

/**
 * The numbers of some columns: n × names.length, row-major.
 *
 * @throws CommandError (exit code 3) that names file, line, column and text of the first cell that is no number
 */
export function numericColumns(table: Table, names: readonly string[]): Float64Array {
  const indices = names.map((name) => table.columns.indexOf(name));
  const values = new Float64Array(table.rows.length * names.length);
  let next = 0;
  for (const { line, cells } of table.rows) {
    for (const index of indices) {
      const text = cells[index] ?? '';
      const parsed = parseNumber(text);
      if (!parsed.ok) {
        const what = text.trim() === '' ? 'the cell' : quote(text);
        throw inputError(
          `${table.source}:${line}`,
          `column ${quote(table.columns[index] ?? '')}: ${what} ${parsed.reason}`,
        );
      }
      values[next++] = parsed.value;
    }
  }
  return values;
}
