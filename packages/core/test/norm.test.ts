import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { norm } from '../src/norm.js';
import { holds } from './support/holds.js';

describe('norm', () => {
  test('is the root of the sum of squares', () => {
    expect(norm(Float64Array.of(3, -4))).toBe(5);
    expect(norm(Float64Array.of(-1, 2, -4, 10))).toBe(11);
    expect(norm(new Float64Array(0))).toBe(0);
    expect(norm(new Float64Array(3))).toBe(0);
  });

  test('neither overflows nor underflows before its value does', () => {
    expect(norm(Float64Array.of(3e300, 4e300)) / 5e300).toBeCloseTo(1, 14);
    expect(norm(Float64Array.of(3e-300, 4e-300)) / 5e-300).toBeCloseTo(1, 14);
    expect(norm(Float64Array.of(5e-324, 0))).toBe(5e-324);
    expect(norm(Float64Array.of(Number.MAX_VALUE))).toBe(Number.MAX_VALUE);
  });

  test('is infinite or NaN when an entry is', () => {
    expect(norm(Float64Array.of(1, -Infinity))).toBe(Infinity);
    expect(norm(Float64Array.of(1, NaN))).toBeNaN();
    expect(norm(Float64Array.of(NaN, Infinity))).toBeNaN();
  });

  test('scales with its argument', () => {
    holds(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 8 }), (values) => {
        const exact = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
        // A division, a square, n additions, a root and a product: (n + 5) u.
        const bound = (values.length + 5) * 2 ** -53 * exact;
        for (const scale of [1, 2 ** 1000, 2 ** -1000]) {
          const scaled = norm(Float64Array.from(values, (value) => value * scale)) / scale;
          expect(Math.abs(scaled - exact)).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });
});
