import type { ExpansionArray } from '../../double-double/double-double-array.js';
import { describeValue } from '../../describe-value.js';
import { FitError } from '../../fit-error.js';
import type { ScalarInput } from './number-input.js';
import { toDoubleDouble } from './to-double-double.js';

/**
 * One number, in double-double.
 *
 * @param row which of several, for the place of an error
 * @throws FitError 'INVALID_INPUT' for what is not a number, 'SHAPE_MISMATCH' for several
 */
export function toScalar(value: ScalarInput, argument: string, row: number): ExpansionArray {
  const given: unknown = value;
  if (typeof given !== 'number' && (typeof given !== 'object' || given === null)) {
    throw new FitError('INVALID_INPUT', `${argument}[${row}]: ${describeValue(given)} is not a number`, {
      argument,
      row,
      value: given,
    });
  }
  const number = toDoubleDouble(typeof value === 'number' ? [value] : value, argument, row);
  if (number.hi.length === 1) return number;
  throw new FitError('SHAPE_MISMATCH', `${argument}[${row}]: one number is expected here, got ${number.hi.length}`, {
    argument,
    row,
    value: number.hi.length,
  });
}
