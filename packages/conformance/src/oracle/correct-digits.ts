import { Rational } from './rational.js';

/**
 * Correct significant decimal digits of a computed number, NIST's "log relative error":
 *
 *     −log₁₀(|value − truth| / |truth|),   for truth 0: −log₁₀(|value| / scale)
 *
 * The difference is exact. Infinity for the exact number itself, −Infinity for NaN and infinities.
 * Source: McCullough, "Assessing the reliability of statistical software: Part I", The American Statistician 52 (1998) 358–366.
 *
 * @param scale the size against which a number is small where the truth is 0
 */
export function correctDigits(value: number, truth: Rational, scale = 1): number {
  if (!Number.isFinite(value)) return -Infinity;
  const error = Rational.from(value).minus(truth).absolute();
  if (error.isZero) return Infinity;
  const relative = error.over(truth.isZero ? Rational.from(scale).absolute() : truth.absolute());
  return -relative.logarithm() / Math.LN10;
}
