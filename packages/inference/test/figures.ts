import { Rational } from '@wellposed/conformance';
import { expect } from 'vitest';

export const u = 2 ** -53;

/**
 * Correct to `units` u of the truth, and to an absolute error that the arithmetic in double-double can make at the size
 * `scale`.
 */
export function expectFigure(actual: number | undefined, truth: Rational, units = 2, scale = 0): void {
  expect(actual).toBeDefined();
  const error = Rational.from(actual!).minus(truth).absolute().toNumber();
  expect(error).toBeLessThanOrEqual(units * u * Math.abs(truth.toNumber()) + 2 ** -90 * scale);
}

/**
 * The same for a square root: the figure is squared, which doubles its relative error, and keeps the sign of `side`.
 */
export function expectRoot(actual: number | undefined, truth: Rational, units = 2, side = 1): void {
  expect(actual).toBeDefined();
  expect(Math.sign(actual!) * Math.sign(side)).toBeGreaterThanOrEqual(0);
  const square = Rational.from(actual!).times(Rational.from(actual!));
  const error = square.minus(truth).absolute().toNumber();
  expect(error).toBeLessThanOrEqual(2.5 * units * u * Math.abs(truth.toNumber()));
}
