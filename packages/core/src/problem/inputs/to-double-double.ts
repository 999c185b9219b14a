import type { ExpansionArray } from '../../double-double/double-double-array.js';
import { fromFloat64 } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { reading } from '../../reading.js';
import { checkError, checkLow, checkRest } from './check-low.js';
import type { NumberInput } from './number-input.js';
import { toFloat64 } from './to-float64.js';

/**
 * The numbers of an array in double-double, with further limbs where there are, checked as `toFloat64` does.
 *
 * @param argument name of the array in error messages; its limbs are `argument`, `argument.lo` and `argument.rest[k]`
 * @param row for one row of a table: which; places are then columns
 * @throws FitError as `toFloat64`, and 'SHAPE_MISMATCH' or 'INVALID_INPUT' for low halves and limbs that are not as many, or more
 * than rounding can leave; 'INVALID_INPUT' for a rest that is no list, and an error that is no number in [0, 1).
 */
export function toDoubleDouble(values: NumberInput, argument: string, row?: number): ExpansionArray {
  if (!isDoubleDouble(values)) return fromFloat64(toFloat64(values, argument, row));
  const given = reading(argument, () => ({ hi: values.hi, lo: values.lo, rest: values.rest, error: values.error }));
  const hi = toFloat64(given.hi, argument, row);
  const lo = toFloat64(given.lo, `${argument}.lo`, row);
  checkLow(`${argument}.lo`, lo, hi);
  checkError(`${argument}.error`, given.error);
  const error = given.error !== undefined && given.error > 0 && { error: given.error };
  if (given.rest === undefined) return { hi, lo, ...error };
  const rest = limbsOf(`${argument}.rest`, given.rest).map((limb, k) => toFloat64(limb, `${argument}.rest[${k}]`, row));
  checkRest(`${argument}.rest`, rest, lo);
  return { hi, lo, rest, ...error };
}

function limbsOf(argument: string, rest: unknown): readonly ArrayLike<number>[] {
  if (Array.isArray(rest)) return reading(argument, () => [...(rest as readonly ArrayLike<number>[])]);
  throw new FitError('INVALID_INPUT', `${argument} must be a list of arrays of numbers`, { argument, value: rest });
}

/** Whether these are numbers in double-double; anything may be asked, also what cannot be read. */
function isDoubleDouble(values: unknown): values is ExpansionArray {
  if (typeof values !== 'object' || values === null || ArrayBuffer.isView(values)) return false;
  try {
    return 'hi' in values && 'lo' in values;
  } catch {
    return false;
  }
}
