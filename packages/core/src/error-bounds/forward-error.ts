import type { SolverName } from '../contracts/backend.js';
import type { ProblemSize } from './backward-error.js';
import { backwardError } from './backward-error.js';
import type { ForwardError, Sensitivity } from './perturbation-bound.js';
import { LARGEST_PERTURBATION, perturbationBound } from './perturbation-bound.js';

/**
 * How far a computed solution of [I Ã; Ãᵀ 0][r; θ] = [f; g] may be from the exact one, for a full-rank Ã and the backward
 * error ε of the solver (`backwardError`).
 *
 * qr, svd, tsqr: `perturbationBound`, c·u·κ(1 + κ‖r‖/(‖Ã‖‖θ‖)).
 *
 * cholesky: δθ = (G + ΔC)⁻¹(Δh − ΔC θ), so ‖δθ‖ ≤ ‖Ã⁺‖²(ε‖Ã‖²‖θ‖ + ε(‖Ã‖‖f‖ + ‖g‖))/(1 − κ²ε): c·u·κ². The residual is then
 * f − Ã θ̂: Ã δθ plus its own rounding.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.4.
 */
export function forwardError(solver: SolverName, s: Sensitivity & ProblemSize): ForwardError {
  const epsilon = backwardError(solver, s);
  if (solver !== 'cholesky') return perturbationBound(epsilon, s);
  const perturbation = (s.norm * s.inverseNorm) ** 2 * epsilon;
  if (!(perturbation <= LARGEST_PERTURBATION)) return { theta: Infinity, residual: Infinity };
  const target = s.f + s.norm * s.theta;
  const source = (epsilon * (s.norm * target + s.g)) / (1 - perturbation);
  return { theta: s.inverseNorm ** 2 * source, residual: s.inverseNorm * source + epsilon * target };
}
