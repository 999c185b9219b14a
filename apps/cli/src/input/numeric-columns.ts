import { inputError } from '../command-error.js';
import { quote } from '../output/quote.js';
import { parseNumber } from './parse-number.js';
import type { Table } from './table.js';

/** Numbers of a table: rows × columns, row-major, each the float64 number nearest to its text and the rest. */
export interface NumericColumns {
  readonly values: Float64Array;
  readonly low: Float64Array;
}

/**
 * The numbers of some columns, read exactly.
 *
 * @throws CommandError (exit code 3) that names file, line, column and text of the first cell that is no number
 */
export function numericColumns(table: Table, names: readonly string[]): NumericColumns {
  const indices = names.map((name) => table.columns.indexOf(name));
  const values = new Float64Array(table.rows.length * names.length);
  const low = new Float64Array(values.length);
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
      values[next] = parsed.value;
      low[next] = parsed.low;
      next += 1;
    }
  }
  return { values, low };
}
