/*
 * The upper tail of the F distribution with d₁ and d₂ degrees of freedom, by the regularised incomplete beta function:
 *
 *     P(F ≥ f) = I_x(d₂/2, d₁/2) = 1 − I_{1−x}(d₁/2, d₂/2),   x = d₂ / (d₂ + d₁ f).
 *
 * The argument that is below ½ is formed, so that neither it nor a small probability is 1 minus something.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.6.2 with 26.5.2.
 */
import betainc from '@stdlib/math-base-special-betainc';

/**
 * P(F ≥ f), f in [0, ∞), d₁ and d₂ > 0.
 *
 * (The stdlib's own F distribution forms 1 − x first, which costs half the digits at f = 10⁸.)
 */
export function fTail(f: number, d1: number, d2: number): number {
  const scaled = d1 * f;
  return scaled > d2
    ? betainc(d2 / (d2 + scaled), d2 / 2, d1 / 2, true, false)
    : betainc(scaled / (d2 + scaled), d1 / 2, d2 / 2, true, true);
}
