import { at } from '@wellposed/core';
import fc from 'fast-check';
import { random } from './random.js';

/** A polynomial fit in a few small numbers. */
export interface PolynomialRecipe {
  readonly degree: number;
  /** Rows beyond degree + 1. */
  readonly surplus: number;
  /** Where x starts: x = start + whole steps of 1 to 3, so that a shift by a whole number is exact. */
  readonly start: number;
  /** Size of the residual relative to y. */
  readonly noise: number;
  readonly weighted: boolean;
  readonly seed: number;
}

/** The arrays of a polynomial recipe. Weights are any doubles in (0, 2). */
export interface PolynomialData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights?: Float64Array;
}

/** fast-check arbitrary of polynomial fits: degree 0 to 8, up to 60 rows, x up to 10⁶ away from 0. */
export const polynomialRecipes: fc.Arbitrary<PolynomialRecipe> = fc.record({
  degree: fc.integer({ min: 0, max: 8 }),
  surplus: fc.integer({ min: 0, max: 50 }),
  start: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -(10 ** 6), max: 10 ** 6 })),
  noise: fc.constantFrom(0, 1e-8, 1e-2, 1),
  weighted: fc.boolean(),
  seed: fc.nat({ max: 2 ** 31 - 1 }),
});

/** Makes the data of a recipe: y is a polynomial of the degree in (x − x₀)/range, plus noise, rounded. */
export function polynomialData({ degree, surplus, start, noise, weighted, seed }: PolynomialRecipe): PolynomialData {
  const next = random(seed);
  const rows = degree + 1 + surplus;
  const x = new Float64Array(rows);
  for (let i = 0, value = start; i < rows; i++, value += 1 + Math.floor(3 * next())) x[i] = value;
  const coefficients = Array.from({ length: degree + 1 }, () => 2 * next() - 1);
  const range = at(x, rows - 1) - at(x, 0) || 1;
  const y = x.map((value) => {
    const t = (value - at(x, 0)) / range;
    return coefficients.reduceRight((sum, c) => sum * t + c, 0) + noise * (2 * next() - 1);
  });
  return { x, y, ...(weighted && { weights: x.map(() => 2 * next() + 2 ** -20) }) };
}
