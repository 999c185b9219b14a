import { expect, test } from 'vitest';
import { maximumMagnitude } from '../src/maximum-magnitude.js';

test('is the largest absolute value, wherever it is', () => {
  expect(maximumMagnitude(Float64Array.of(1, -3, 2))).toBe(3);
  expect(maximumMagnitude(Float64Array.of(5, -3, 2))).toBe(5);
  expect(maximumMagnitude(Float64Array.of(-0.25))).toBe(0.25);
  expect(maximumMagnitude(new Float64Array(0))).toBe(0);
  expect(maximumMagnitude(Float64Array.of(1, -Infinity))).toBe(Infinity);
  expect(maximumMagnitude(Float64Array.of(NaN, 1))).toBeNaN();
});
