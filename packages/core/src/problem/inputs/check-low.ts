import { at } from '../../at.js';
import { FitError } from '../../fit-error.js';

/** Where number `index` of an array is, for an error. */
type Place = (index: number) => { readonly row: number; readonly column?: number };

/**
 * A low half is what rounding left: it must not change the number that it is added to. Numbers that are not finite are
 * left to the check of the leading halves.
 *
 * @throws FitError 'SHAPE_MISMATCH' for low halves of another length, 'INVALID_INPUT' with their place
 */
export function checkLow(
  argument: string,
  low: Float64Array,
  high: Float64Array,
  place: Place = (row) => ({ row }),
): void {
  if (low.length !== high.length) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `${argument} has ${low.length} numbers, expected ${high.length}: one for each number that it completes`,
      { argument, value: low.length },
    );
  }
  const bad = low.findIndex((rest, index) => {
    const value = at(high, index);
    return value + rest !== value && Number.isFinite(value);
  });
  if (bad < 0) return;
  const value = at(low, bad);
  throw new FitError(
    'INVALID_INPUT',
    `${argument}[${bad}] is ${value}, more than rounding ${at(high, bad)} can leave`,
    {
      argument,
      ...place(bad),
      value,
    },
  );
}
