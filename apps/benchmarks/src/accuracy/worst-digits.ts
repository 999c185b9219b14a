import { correctDigits, Rational } from '@wellposed/conformance';

/**
 * Correct digits of the worst of the estimates, by `correctDigits` of the conformance kit.
 *
 * @param estimates p numbers
 * @param exact p numbers as decimal text
 * @returns Infinity when all are exact; NaN when an estimate is not a finite number or their count is wrong
 */
export function worstDigits(estimates: readonly number[], exact: readonly string[]): number {
  if (estimates.length !== exact.length || !estimates.every(Number.isFinite)) return NaN;
  return estimates.reduce(
    (worst, estimate, j) => Math.min(worst, correctDigits(estimate, Rational.fromDecimal(exact[j] ?? ''))),
    Infinity,
  );
}
