import { describe, expect, test } from 'vitest';
import { invertUpper, solveUpper, solveUpperTransposed } from '../src/upper-triangle.js';
import { runSync } from '@wellposed/core';

// R = [2 1 4; 0 4 −2; 0 0 8], column-major with a stride of 4; what is not R is NaN.
const R = Float64Array.of(2, NaN, NaN, NaN, 1, 4, NaN, NaN, 4, -2, 8, NaN);

describe('substitution reads the triangle only', () => {
  test('solveUpper: R (1, 2, 3)ᵀ = (16, 2, 24)ᵀ', () => {
    const b = Float64Array.of(16, 2, 24, 99);
    solveUpper(R, 4, 3, b);
    expect(Array.from(b)).toEqual([1, 2, 3, 99]);
  });

  test('solveUpperTransposed: Rᵀ (1, 2, 3)ᵀ = (2, 9, 24)ᵀ', () => {
    const b = Float64Array.of(2, 9, 24, 99);
    solveUpperTransposed(R, 4, 3, b);
    expect(Array.from(b)).toEqual([1, 2, 3, 99]);
  });

  test('invertUpper: the leading block, row-major', () => {
    expect(Array.from(runSync(invertUpper(R, 4, 2)))).toEqual([0.5, -0.125, 0, 0.25]);
    // By hand: R⁻¹ = [½ −⅛ −9/32; 0 ¼ 1/16; 0 0 ⅛].
    expect(Array.from(runSync(invertUpper(R, 4, 3)))).toEqual([0.5, -0.125, -9 / 32, 0, 0.25, 1 / 16, 0, 0, 0.125]);
  });

  test('of size 0 does nothing', () => {
    expect(runSync(invertUpper(R, 4, 0))).toHaveLength(0);
  });
});
