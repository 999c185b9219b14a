import { joinRows } from './join-rows.js';

/**
 * Rows of numbers as one row-major array.
 *
 * @param rows n rows of d numbers each
 * @throws FitError as `joinRows`
 */
export function toRowMajor(rows: readonly ArrayLike<number>[], argument: string): Float64Array {
  return joinRows(rows, argument).hi;
}
