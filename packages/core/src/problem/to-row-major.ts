import { FitError } from '../fit-error.js';
import { toFloat64 } from './to-float64.js';

/**
 * Rows of numbers as one row-major array.
 *
 * @param rows n rows of d numbers each
 * @throws FitError 'SHAPE_MISMATCH' for a row of another length than the first, 'INVALID_INPUT' for what is not a number.
 */
export function toRowMajor(rows: readonly ArrayLike<number>[], argument: string): Float64Array {
  const columns = rows[0]?.length ?? 0;
  const result = new Float64Array(rows.length * columns);
  for (const [row, cells] of rows.entries()) {
    const numbers = toFloat64(cells, `${argument}[${row}]`);
    if (numbers.length !== columns) {
      throw new FitError(
        'SHAPE_MISMATCH',
        `${argument}[${row}] has ${numbers.length} columns, the first row has ${columns}: all rows must have the same`,
        { argument, row, value: numbers.length },
      );
    }
    result.set(numbers, row * columns);
  }
  return result;
}
