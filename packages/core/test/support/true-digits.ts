import { Rational } from './rational.js';

/** Correct significant decimal digits of `computed`, −log₁₀ of its relative error; Infinity when it is exact. */
export function trueDigits(computed: number, exact: Rational): number {
  if (!Number.isFinite(computed)) return -Infinity;
  const error = Rational.of(computed).minus(exact);
  if (error.isZero()) return Infinity;
  if (exact.isZero()) return -Infinity;
  return -Math.log10(Math.abs(error.over(exact).toNumber()));
}
