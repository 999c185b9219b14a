import { expect, test } from 'vitest';
import { dot } from '../src/dot.js';

test.each([0, 1, 2, 63, 64, 65, 128, 129, 1000])('adds all %i products, from the offsets on', (length) => {
  // Integers: every partial sum is exact, so any order gives Σ (i + 1)(2i − 5).
  const a = Float64Array.from({ length: length + 5 }, (_, k) => (k < 2 || k >= length + 2 ? NaN : k - 2 + 1));
  const b = Float64Array.from({ length: length + 5 }, (_, k) => (k < 3 || k >= length + 3 ? NaN : 2 * (k - 3) - 5));
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (i + 1) * (2 * i - 5);
  expect(dot(a, 2, b, 3, length)).toBe(sum);
});

test('adds up to 64 products one after the other, and more in two halves', () => {
  // 2⁵³ + 1 rounds to 2⁵³: one after the other, the ones are lost; the half that holds none but ones adds its number.
  const a = new Float64Array(65).fill(1);
  a[0] = 2 ** 53;
  const ones = new Float64Array(65).fill(1);
  expect(dot(a, 0, ones, 0, 64)).toBe(2 ** 53);
  expect(dot(a, 0, ones, 0, 65)).toBe(2 ** 53 + 32);
});

test('loses no digits over many rows: the error is below γ_m Σ |aᵢ bᵢ|, m = 64 + 14 for 10⁶ products', () => {
  const n = 1_000_000;
  const tenths = new Float64Array(n).fill(0.1);
  const ones = new Float64Array(n).fill(1);
  // 10⁶ times the float64 next to 0.1, whose distance to 0.1 is 5.6e-18, gives 10⁵ + 5.6e-12.
  const error = Math.abs(dot(tenths, 0, ones, 0, n) - 1e5);
  expect(error).toBeLessThanOrEqual((64 + 14) * 2 ** -53 * 1e5 + 5.6e-12);
});
