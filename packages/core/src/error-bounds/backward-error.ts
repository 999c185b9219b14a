import type { SolverName } from '../contracts/backend.js';
import { gamma } from './gamma.js';

/** The sizes on which c(n, p) depends. */
export interface ProblemSize {
  /** n. */
  readonly rows: number;
  /** p. */
  readonly columns: number;
  /** u of the backend's arithmetic. */
  readonly unitRoundoff: number;
}

/**
 * c(n, p) · u: the one place where the constants of all agreement bounds are stated.
 *
 * For qr, tsqr and svd it is ε in: the computed θ̂ solves exactly a problem with ‖ΔÃ‖₂ ≤ ε‖Ã‖₂, ‖Δf‖₂ ≤ ε‖f‖₂, ‖Δg‖₂ ≤ ε‖g‖₂.
 * For cholesky it is ε in: θ̂ solves exactly (ÃᵀÃ + ΔC) θ = Ãᵀf − g + Δh with ‖ΔC‖₂ ≤ ε‖Ã‖₂², ‖Δh‖₂ ≤ ε(‖Ã‖₂‖f‖₂ + ‖g‖₂).
 *
 * With r = min(n, p) and ‖M‖_F ≤ √r ‖M‖₂:
 *
 * - One Householder reflection of length n moves a vector by at most γ_(12n+25) of its norm. The count behind Higham's
 *   γ̃_n: ‖x‖ n + 1 roundings, v₁ one more, β = 2/vᵀv 3n + 6, vᵀb 2n + 2, β(vᵀb)v another n + 4: 6n + 12 in all on
 *   β|v||v|ᵀ|b|, whose norm is 2‖b‖, and one for the subtraction (Lemmas 19.1 and 19.2).
 * - qr: r reflections (Theorem 19.4, Theorem 20.3), the triangular solve γ_p (Theorem 8.5), 3u for √W A and for storing it.
 * - tsqr: as qr at each of 1 + ⌈log₂(n/p)⌉ levels (Demmel, Grigori, Hoemmen, Langou, SIAM J. Sci. Comput. 34 (2012), §4).
 * - svd: 2r reflections to bidiagonal form, then rotations of γ₉ each (Lemma 19.8: √2 γ₆): three QR sweeps per singular value
 *   of 2r stages (Golub and Van Loan, 2013, §8.6.3: about two), or ten Jacobi sweeps of r stages; twice, since the factors
 *   U and V are rounded once more when they are applied.
 * - cholesky: ‖|Ã|ᵀ|Ã|‖₂ ≤ r‖Ã‖₂²; γ_(n+5) to form ÃᵀÃ and Ãᵀf with their weights, and γ_(3p+1) for the factorisation and
 *   its two triangular solves, doubled for ‖R̂‖₂² ≤ 2‖Ã‖₂² (§20.4, Theorem 10.4).
 *
 * Source unless stated: Higham, Accuracy and Stability of Numerical Algorithms (2002).
 */
export function backwardError(solver: SolverName, { rows, columns, unitRoundoff: u }: ProblemSize): number {
  const r = Math.min(rows, columns);
  const root = Math.sqrt(r);
  const reflections = r * gamma(12 * rows + 25, u);
  const solveAndStore = gamma(columns, u) + 3 * u;
  switch (solver) {
    case 'qr':
      return root * (reflections + solveAndStore);
    case 'tsqr':
      return root * (reflections * (1 + Math.ceil(Math.log2(Math.max(1, rows / columns)))) + solveAndStore);
    case 'svd':
      return 2 * root * (2 * reflections + (6 * r * r + 10 * r) * gamma(9, u) + solveAndStore);
    case 'cholesky':
      return r * (gamma(rows + 5, u) + 2 * gamma(3 * columns + 1, u));
  }
}
