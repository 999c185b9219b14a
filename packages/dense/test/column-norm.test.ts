import { describe, expect, test } from 'vitest';
import { columnNorm } from '../src/column-norm.js';

describe('columnNorm', () => {
  test.each([-1060, -800, -401, -400, -399, -1, 0, 1, 479, 480, 481, 800, 1020])(
    'of 2^%i (3, 4) is exactly 5 · 2^%i',
    (k) => {
      const scale = 2 ** k;
      expect(columnNorm(Float64Array.of(NaN, 3 * scale, -4 * scale, NaN), 1, 2)).toBe(5 * scale);
    },
  );

  test('finds the largest entry anywhere in its range, and nowhere else', () => {
    expect(columnNorm(Float64Array.of(1e300, 0, 0, 2e-300, 1e300), 1, 3)).toBe(2e-300);
    expect(columnNorm(Float64Array.of(2e300, 0, 0), 0, 3)).toBe(2e300);
  });

  test('of zeros, and of nothing, is 0', () => {
    expect(columnNorm(new Float64Array(3), 0, 3)).toBe(0);
    expect(columnNorm(Float64Array.of(1), 1, 0)).toBe(0);
  });

  test('is within γ of √n for many equal entries that would overflow when squared', () => {
    const n = 10_000;
    const x = new Float64Array(n).fill(1e200);
    // Half of the error of the sum of squares, 64 + 8 additions, and the root and the squares: Higham (2002), §4.2.
    expect(Math.abs(columnNorm(x, 0, n) / 1e202 - 1)).toBeLessThanOrEqual(((64 + 8) / 2 + 3) * 2 ** -53);
  });
});
