import type { DoubleDoubleArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { allocate } from './allocate.js';
import type { NumberInput } from './number-input.js';
import { toDoubleDouble } from './to-double-double.js';

/**
 * Rows of numbers as one row-major array, in double-double.
 *
 * @param rows n rows of d numbers each
 * @throws FitError 'SHAPE_MISMATCH' for a row of another length than the first, 'INVALID_INPUT' for what is not a number,
 * 'TOO_LARGE' for more numbers than an array holds; each with row and column.
 */
export function joinRows(rows: readonly NumberInput[], argument: string): DoubleDoubleArray {
  const count = rows.length;
  let table: DoubleDoubleArray = { hi: new Float64Array(0), lo: new Float64Array(0) };
  let columns = 0;
  for (let row = 0; row < count; row++) {
    // A hole is refused there, as what it is.
    const numbers = toDoubleDouble(rows[row] as NumberInput, argument, row);
    if (row === 0) {
      columns = numbers.hi.length;
      table = { hi: allocate(count * columns, argument), lo: allocate(count * columns, argument) };
    }
    if (numbers.hi.length !== columns) {
      throw new FitError(
        'SHAPE_MISMATCH',
        `${argument}[${row}] has ${numbers.hi.length} columns, the first row has ${columns}: all rows must have the same`,
        { argument, row, value: numbers.hi.length },
      );
    }
    table.hi.set(numbers.hi, row * columns);
    table.lo.set(numbers.lo, row * columns);
  }
  return table;
}
