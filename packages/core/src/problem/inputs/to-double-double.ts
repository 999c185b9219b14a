import type { DoubleDoubleArray } from '../../double-double/double-double-array.js';
import { fromFloat64 } from '../../double-double/double-double-array.js';
import { reading } from '../../reading.js';
import { checkLow } from './check-low.js';
import type { NumberInput } from './number-input.js';
import { toFloat64 } from './to-float64.js';

/**
 * The numbers of an array in double-double, checked as `toFloat64` does.
 *
 * @param argument name of the array in error messages; its halves are `argument` and `argument.lo`
 * @param row for one row of a table: which; places are then columns
 * @throws FitError as `toFloat64`, and 'SHAPE_MISMATCH' or 'INVALID_INPUT' for low halves that are not as many, or more
 * than rounding can leave.
 */
export function toDoubleDouble(values: NumberInput, argument: string, row?: number): DoubleDoubleArray {
  if (!isDoubleDouble(values)) return fromFloat64(toFloat64(values, argument, row));
  const halves = reading(argument, () => ({ hi: values.hi, lo: values.lo }));
  const hi = toFloat64(halves.hi, argument, row);
  const lo = toFloat64(halves.lo, `${argument}.lo`, row);
  checkLow(`${argument}.lo`, lo, hi);
  return { hi, lo };
}

/** Whether these are numbers in double-double; anything may be asked, also what cannot be read. */
function isDoubleDouble(values: unknown): values is DoubleDoubleArray {
  if (typeof values !== 'object' || values === null || ArrayBuffer.isView(values)) return false;
  try {
    return 'hi' in values && 'lo' in values;
  } catch {
    return false;
  }
}
