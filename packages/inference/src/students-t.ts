/*
 * Student's t distribution with ν degrees of freedom, by the regularised incomplete beta function (the stdlib package):
 *
 *     P(|T| ≥ |t|) = I_{ν/(ν+t²)}(ν/2, ½)
 *
 * Both functions work in the lower tail, where a probability is small itself and not 1 minus something.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.7.1.
 */
import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';

/** P(|T| ≥ |t|): two-sided. 0 once t² overflows, at |t| > 1e154. */
export function twoSidedProbability(t: number, degreesOfFreedom: number): number {
  return 2 * cdf(-Math.abs(t), degreesOfFreedom);
}

/** The q ≥ 0 with P(|T| ≤ q) = confidence. */
export function twoSidedQuantile(confidence: number, degreesOfFreedom: number): number {
  return -quantile((1 - confidence) / 2, degreesOfFreedom);
}
