/**
 * How much smaller the r-th pivot block of a pivoted QR can be than the singular values say, at worst: σ_r(R₁₁) ≥ σ_r/growth
 * and ‖R₂₂‖₂ ≤ σ_(r+1) growth, with growth = √(p − r) 2ʳ; 1 at full rank, where no column is left out.
 *
 * Source: Gu and Eisenstat, "Efficient algorithms for computing a strong rank-revealing QR factorization", SIAM J. Sci.
 * Comput. 17 (1996) 848–869, Theorem 7.2.
 */
export function pivotGrowth(rank: number, columns: number): number {
  return rank === columns ? 1 : Math.sqrt(columns - rank) * 2 ** rank;
}
