/*
 * Student's t distribution with ν degrees of freedom: T² has the F distribution with 1 and ν, so that
 *
 *     P(|T| ≥ |t|) = P(F₁,ν ≥ t²).
 *
 * Both functions work in the tails, where a probability is small itself and not 1 minus something.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.7.1.
 */
import quantile from '@stdlib/stats-base-dists-t-quantile';
import { fTail } from './f-tail.js';

/** Below it, 1 − P is a chord: see `twoSidedProbability`. */
const SMALL = 5e-5;
/** Beyond it, P is a power of t. */
const LARGE = 1e100;

/**
 * P(|T| ≥ |t|): two-sided.
 *
 * 1 − P = 2 f(0) |t| (1 − (ν+1)/(6ν) t² + …) with the density f ≤ 2/5 at 0, by Taylor's theorem: up to τ = 5·10⁻⁵ it is
 * within 2 f(0) τ² |t| / 3 < 4·10⁻¹⁴ of its chord. The incomplete beta function itself is off by |t| for t² below
 * 10⁻¹⁶. P = C |t|^−ν (1 + O(ν²/t²)), the first term of the hypergeometric series (26.5.23): exact to the last digit
 * where t² overflows.
 */
export function twoSidedProbability(t: number, degreesOfFreedom: number): number {
  const size = Math.abs(t);
  if (size < SMALL) return 1 - (1 - fTail(SMALL ** 2, 1, degreesOfFreedom)) * (size / SMALL);
  if (size > LARGE) return fTail(LARGE ** 2, 1, degreesOfFreedom) * (LARGE / size) ** degreesOfFreedom;
  return fTail(size ** 2, 1, degreesOfFreedom);
}

/** The q ≥ 0 with P(|T| ≤ q) = confidence. */
export function twoSidedQuantile(confidence: number, degreesOfFreedom: number): number {
  return -quantile((1 - confidence) / 2, degreesOfFreedom);
}
