import { describe, expect, it } from 'vitest';
import { weightedNorm } from '../src/weighted-norm.js';

describe('weightedNorm', () => {
  it('is √(Σ w v²)', () => {
    expect(weightedNorm(Float64Array.of(3, -4))).toBe(5);
    expect(weightedNorm(Float64Array.of(3, -2), Float64Array.of(1, 4))).toBe(5);
    expect(weightedNorm(new Float64Array(3))).toBe(0);
  });

  it('neither overflows nor underflows', () => {
    const huge = 2 ** 1000;
    expect(weightedNorm(Float64Array.of(3 * huge, 4 * huge))).toBe(5 * huge);
    expect(weightedNorm(Float64Array.of(3 / huge, 4 / huge))).toBe(5 / huge);
    expect(weightedNorm(Float64Array.of(3 * huge, 4 * huge), Float64Array.of(1 / huge, 1 / huge))).toBe(5 * 2 ** 500);
  });

  it('does not let a row of weight zero set the scale', () => {
    expect(weightedNorm(Float64Array.of(1e300, 3, 4), Float64Array.of(0, 1, 1))).toBe(5);
    expect(weightedNorm(Float64Array.of(Infinity, 3, 4), Float64Array.of(0, 1, 1))).toBe(5);
  });

  it('does not lose small terms beside a large one, however many', () => {
    // 2⁻⁵⁴ next to 1 is lost in every single float64 addition; 2²⁰ of them are 2⁻³⁴.
    const values = new Float64Array(2 ** 20 + 1).fill(2 ** -27);
    values[0] = 1;
    expect(weightedNorm(values)).toBe(Math.sqrt(1 + 2 ** -34));
  });

  it('tells of what is not finite', () => {
    expect(weightedNorm(Float64Array.of(NaN, 1))).toBeNaN();
  });
});
