import type { ExpansionArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { allocate } from './allocate.js';
import type { NumberInput } from './number-input.js';
import { toDoubleDouble } from './to-double-double.js';

/**
 * Rows of numbers as one row-major array, in double-double, with as many further limbs as the longest number has.
 *
 * @param rows n rows of d numbers each
 * @throws FitError 'SHAPE_MISMATCH' for a row of another length than the first, 'INVALID_INPUT' for what is not a number,
 * 'TOO_LARGE' for more numbers than an array holds; each with row and column.
 */
export function joinRows(rows: readonly NumberInput[], argument: string): ExpansionArray {
  const count = rows.length;
  let hi: Float64Array = new Float64Array(0);
  let lo: Float64Array = new Float64Array(0);
  const rest: Float64Array[] = [];
  let error = 0;
  let columns = 0;
  for (let row = 0; row < count; row++) {
    // A hole is refused there, as what it is.
    const numbers = toDoubleDouble(rows[row] as NumberInput, argument, row);
    if (row === 0) {
      columns = numbers.hi.length;
      hi = allocate(count * columns, argument);
      lo = allocate(count * columns, argument);
    }
    if (numbers.hi.length !== columns) {
      throw new FitError(
        'SHAPE_MISMATCH',
        `${argument}[${row}] has ${numbers.hi.length} columns, the first row has ${columns}: all rows must have the same`,
        { argument, row, value: numbers.hi.length },
      );
    }
    hi.set(numbers.hi, row * columns);
    lo.set(numbers.lo, row * columns);
    for (const [k, limb] of (numbers.rest ?? []).entries()) {
      (rest[k] ??= allocate(count * columns, argument)).set(limb, row * columns);
    }
    error = Math.max(error, numbers.error ?? 0);
  }
  return { hi, lo, ...(rest.length > 0 && { rest }), ...(error > 0 && { error }) };
}
