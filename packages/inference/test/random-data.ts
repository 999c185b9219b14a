import fc from 'fast-check';
import type { DecimalData } from './exact-statistics.js';

const decimals = fc.integer({ min: -999, max: 999 }).map((value) => (value / 8).toFixed(3));
/** Tenths, which are no float64 numbers: their low halves count. */
const weights = fc.integer({ min: 0, max: 64 }).map((value) => (value / 10).toFixed(1));

/**
 * Polynomials of degree 1 to 3 at distinct x with noise that is not small, weighted or not, some weights 0; at least
 * two degrees of freedom.
 */
export const randomData: fc.Arbitrary<DecimalData> = fc
  .record({
    x: fc.uniqueArray(decimals, { minLength: 8, maxLength: 12 }),
    y: fc.array(decimals, { minLength: 12, maxLength: 12 }),
    weights: fc.option(fc.array(weights, { minLength: 12, maxLength: 12 }), { nil: undefined }),
    degree: fc.integer({ min: 1, max: 3 }),
    intercept: fc.boolean(),
  })
  .map(({ x, y, weights: some, ...rest }) => ({
    ...rest,
    x: x.map((value) => [value]),
    y: y.slice(0, x.length),
    ...(some && { weights: some.slice(0, x.length) }),
  }))
  .filter(({ x, weights: some, degree, intercept }) => {
    const counted = x.filter(([value], i) => Number(some?.[i] ?? 1) > 0 && (intercept || Number(value) !== 0));
    return counted.length >= degree + Number(intercept) + 2;
  });
