import { FitError, toFloat64 } from '@wellposed/core';
import { quantiles } from './quantiles.js';

/**
 * Interior knots for a spline at equally spaced quantiles of x, so that each piece holds about as many points: as R's
 * `bs(x, df)` places them.
 *
 * @param x n numbers
 * @param count how many, a whole number ≥ 0
 * @returns ascending, without repetition and strictly inside the range of x: fewer than `count` where x has many equal numbers
 * @throws FitError 'INVALID_OPTION' for the count; 'NON_FINITE_INPUT', 'INVALID_INPUT' or 'NO_OBSERVATIONS' for x
 */
export function quantileKnots(x: ArrayLike<number>, count: number): readonly number[] {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new FitError('INVALID_OPTION', `the number of knots must be a whole number ≥ 0, got ${count}`, {
      argument: 'count',
      value: count,
    });
  }
  const values = toFloat64(x, 'x');
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const value = values[bad];
    throw new FitError('NON_FINITE_INPUT', `x, row ${bad} is ${value}`, { argument: 'x', row: bad, value });
  }
  if (values.length === 0) throw new FitError('NO_OBSERVATIONS', 'x is empty', { argument: 'x' });
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const knots = quantiles(
    values,
    Array.from({ length: count }, (_, i) => (i + 1) / (count + 1)),
  );
  return [...new Set(knots)].filter((knot) => knot > low && knot < high);
}
