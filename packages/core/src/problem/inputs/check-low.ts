import { at } from '../../at.js';
import { FitError } from '../../fit-error.js';
import { isFloat64Array } from './is-float64-array.js';

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

/**
 * Each further limb is what rounding left of the one before.
 *
 * @throws FitError 'INVALID_INPUT' for a rest that is no list of Float64Arrays, and as `checkLow` does
 */
export function checkRest(argument: string, rest: readonly Float64Array[], low: Float64Array, place?: Place): void {
  if (!isListOfArrays(rest)) {
    throw new FitError('INVALID_INPUT', `${argument}: further limbs must be a list of Float64Arrays`, {
      argument,
      value: rest,
    });
  }
  for (const [k, limb] of rest.entries()) checkLow(`${argument}[${k}]`, limb, rest[k - 1] ?? low, place);
}

function isListOfArrays(value: unknown): boolean {
  return Array.isArray(value) && value.every(isFloat64Array);
}

/** What limbs leave out, relative to the number: absent, or in [0, 1). @throws FitError 'INVALID_INPUT' */
export function checkError(argument: string, error: unknown): void {
  if (error === undefined || (typeof error === 'number' && error >= 0 && error < 1)) return;
  throw new FitError('INVALID_INPUT', `${argument} must be a number in [0, 1)`, { argument, value: error });
}
