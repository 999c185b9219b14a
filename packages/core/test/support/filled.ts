import type { DoubleDoubleArray } from '../../src/double-double/double-double-array.js';

/** `length` times the number `value` in both halves: what a basis must leave as it is, or write over. */
export function filled(length: number, value = 7): DoubleDoubleArray {
  return { hi: new Float64Array(length).fill(value), lo: new Float64Array(length).fill(value) };
}
