import type { SolverName } from '../contracts/backend.js';

/** What the bound depends on. */
export interface ErrorBoundInput {
  readonly solver: SolverName;
  /** n. */
  readonly rows: number;
  /** p. */
  readonly columns: number;
  /** u of the arithmetic. */
  readonly unitRoundoff: number;
  /** κ₂(A). */
  readonly conditionNumber: number;
  /** ‖θ‖₂. */
  readonly solutionNorm: number;
  /** ‖r‖₂ ÷ ‖A‖₂. */
  readonly scaledResidualNorm: number;
}

/**
 * A bound on ‖θ̂ − θ‖₂ for a closed form in arithmetic of unit roundoff u; Infinity where it says nothing.
 *
 * Householder QR, and the SVD built on it, solve a problem with perturbed data, ‖ΔA‖ ≤ ε‖A‖ and ‖Δy‖ ≤ ε‖y‖, with
 * ε = n p^{3/2} u (Higham, Accuracy and Stability of Numerical Algorithms, 2002, Theorem 20.3: γ̃_{np} columnwise; √p
 * from columns to the norm; the "small integer constant" of γ̃ taken as 1, since rounding errors rarely all agree).
 * By Wedin's theorem (Higham 2002, Theorem 20.1) then
 *
 *     ‖θ̂ − θ‖ ≤ κ ε/(1 − κ ε) · (2 ‖θ‖ + (κ + 1) ‖r‖/‖A‖).
 *
 * The normal equations: AᵀA is formed with an error n u |Aᵀ||A| and factorised with an error (3p + 1) u |Lᵀ||L|
 * (Higham 2002, §20.4, eq. (20.12)); their condition number is κ², and ‖Aᵀy‖ brings in ‖r‖:
 *
 *     ‖θ̂ − θ‖ ≤ κ² ε′/(1 − κ² ε′) · (2 ‖θ‖ + ‖r‖/‖A‖),   ε′ = (n + 3p + 1) p u.
 */
export function forwardErrorBound(input: ErrorBoundInput): number {
  const { solver, rows, columns, unitRoundoff, conditionNumber, solutionNorm, scaledResidualNorm } = input;
  const normal = solver === 'cholesky';
  const epsilon = normal ? (rows + 3 * columns + 1) * columns * unitRoundoff : rows * columns ** 1.5 * unitRoundoff;
  const amplified = (normal ? conditionNumber ** 2 : conditionNumber) * epsilon;
  if (!(amplified < 1)) return Infinity;
  const residualFactor = normal ? 1 : conditionNumber + 1;
  return (amplified / (1 - amplified)) * (2 * solutionNorm + residualFactor * scaledResidualNorm);
}
