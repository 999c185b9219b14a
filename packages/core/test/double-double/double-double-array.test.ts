import { expect, test } from 'vitest';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';

test('doubleDoubleArray is zeros', () => {
  expect(doubleDoubleArray(3)).toEqual({ hi: new Float64Array(3), lo: new Float64Array(3) });
});

test('fromFloat64 shares the numbers and has low parts of zero', () => {
  const numbers = Float64Array.of(1, -2);
  const array = fromFloat64(numbers);
  expect(array.hi).toBe(numbers);
  expect(array.lo).toEqual(new Float64Array(2));
});
