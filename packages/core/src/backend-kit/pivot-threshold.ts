/**
 * c u: Cholesky of G = ÃᵀÃ breaks down at a pivot ≤ c u · gⱼⱼ, with c = p + 1 + m.
 *
 * A pivot is gⱼⱼ minus sums of squares. Cholesky itself perturbs gⱼⱼ by up to γ_{p+1} gⱼⱼ, and forming G by sums over the
 * rows with the error bound γ_m by γ_m gⱼⱼ (for `rowSum` m is `summationConstant` of n). A pivot within that bound may as
 * well be zero or negative: ÃᵀÃ is not numerically positive definite, which happens when u κ² ≳ 1.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), Theorems 10.3 and 10.7, §20.4.
 *
 * @param columns p
 * @param summation m
 */
export function pivotThreshold(columns: number, summation: number, unitRoundoff: number): number {
  return (columns + 1 + summation) * unitRoundoff;
}
