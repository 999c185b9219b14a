import { describeValue } from '../../describe-value.js';
import { FitError } from '../../fit-error.js';
import { reading } from '../../reading.js';
import { allocate } from './allocate.js';
import { isDetached } from './is-detached.js';
import { isFloat64Array } from './is-float64-array.js';

/**
 * The numbers of an array, checked one by one: shared when it is a Float64Array already, else copied. One on memory that
 * may change under the fit (shared between threads, or resizable) is copied too.
 *
 * @param argument name of the array in error messages
 * @param row for one row of a table: which; places are then columns
 * @throws FitError 'INVALID_INPUT' for anything that is not a number (a hole, a string, a BigInt, …) with its place, and for
 * what cannot be read as an array (a `length` that is none, a detached buffer, a getter that throws); 'TOO_LARGE' beyond
 * 2²⁹ numbers.
 */
export function toFloat64(values: ArrayLike<number>, argument: string, row?: number): Float64Array {
  if (!isFloat64Array(values)) return reading(argument, () => copy(values, argument, row));
  if (!isDetached(values)) return isSteady(values) ? values : values.slice();
  throw invalid(argument, row, 'is on a detached ArrayBuffer: it was transferred, so give a copy', values);
}

function copy(values: unknown, argument: string, row: number | undefined): Float64Array {
  const length = lengthOf(values);
  if (length === undefined) {
    throw invalid(argument, row, `must be an array of numbers, got ${describeValue(values)}`, values);
  }
  const array = values as ArrayLike<unknown>;
  const refuse = (index: number, value: unknown): FitError => {
    const place = row === undefined ? { row: index } : { row, column: index };
    const hint =
      typeof value === 'string' || typeof value === 'bigint' ? '; decimals(…) reads decimal text and BigInts' : '';
    return new FitError(
      'INVALID_INPUT',
      `${nameOf(argument, row)}[${index}] must be a number, got ${describeValue(value)}${hint}`,
      { argument, ...place, value },
    );
  };
  // An array that says it is longer than it is has no last element: no memory is taken for it.
  if (length > 0 && typeof array[length - 1] !== 'number') {
    for (let index = 0; index < length; index++) {
      const value = array[index];
      if (typeof value !== 'number') throw refuse(index, value);
    }
  }
  const result = allocate(length, argument);
  for (let index = 0; index < length; index++) {
    const value = array[index];
    if (typeof value !== 'number') throw refuse(index, value);
    result[index] = value;
  }
  return result;
}

/** Looks twice at what the types promise: callers without types are users too. Read once, since it may be a getter. */
function lengthOf(values: unknown): number | undefined {
  if (typeof values !== 'object' || values === null || !('length' in values)) return undefined;
  const { length } = values;
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

/** Whether nothing but this program's own statements can change the numbers. */
function isSteady({ buffer }: Float64Array): boolean {
  return buffer instanceof ArrayBuffer && !('resizable' in buffer && buffer.resizable === true);
}

function invalid(argument: string, row: number | undefined, what: string, value: unknown): FitError {
  return new FitError('INVALID_INPUT', `${nameOf(argument, row)} ${what}`, {
    argument,
    ...(row !== undefined && { row }),
    value,
  });
}

function nameOf(argument: string, row: number | undefined): string {
  return row === undefined ? argument : `${argument}[${row}]`;
}
