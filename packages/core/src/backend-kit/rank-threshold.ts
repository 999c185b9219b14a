/**
 * τ = max(n, p) · 2u: a singular value at or below τ σ₁ counts as zero.
 *
 * Rounding A, and factorising it, moves every singular value by up to about max(n, p) u σ₁ (Weyl's inequality), so
 * what lies below cannot be told from zero. The threshold is relative: it does not depend on the units of A.
 *
 * Source: the convention of LAPACK's users and of MATLAB's `rank`; Golub & Van Loan, Matrix Computations (2013), §5.4.1.
 */
export function rankThreshold(rows: number, columns: number, unitRoundoff: number): number {
  return Math.max(rows, columns) * 2 * unitRoundoff;
}
