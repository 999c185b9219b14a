import { FitError } from '../fit-error.js';

/**
 * The numbers of an array, checked one by one: shared when it is a Float64Array already, else copied.
 *
 * @param argument name of the array in error messages
 * @throws FitError 'INVALID_INPUT' for anything that is not a number (a hole, a string, a BigInt, …), with its index.
 */
export function toFloat64(values: ArrayLike<number>, argument: string): Float64Array {
  if (values instanceof Float64Array) return values;
  if (!isArrayLike(values)) {
    throw new FitError('INVALID_INPUT', `${argument} must be an array of numbers, got ${describe(values)}`, {
      argument,
      value: values,
    });
  }
  const result = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (typeof value !== 'number') {
      throw new FitError('INVALID_INPUT', `${argument}[${row}] must be a number, got ${describe(value)}`, {
        argument,
        row,
        value,
      });
    }
    result[row] = value;
  }
  return result;
}

/** Looks twice at what the types promise: callers without types are users too. */
function isArrayLike(values: unknown): values is ArrayLike<unknown> {
  if (typeof values !== 'object' || values === null || !('length' in values)) return false;
  return Number.isInteger(values.length) && Number(values.length) >= 0;
}

function describe(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean') {
    return `${typeof value} '${String(value)}'`;
  }
  return value === null ? 'null' : typeof value;
}
