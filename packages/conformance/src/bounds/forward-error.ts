import type { SolverName } from '@wellposed/core';
import { backwardError } from './backward-error.js';
import type { ProblemSize } from './backward-error.js';

/** The exact quantities of one augmented system on which its sensitivity depends. */
export interface Sensitivity extends ProblemSize {
  /** ‖Ã‖₂. */
  readonly norm: number;
  /** ‖Ã⁺‖₂, 1 over the smallest singular value that is not 0. */
  readonly inverseNorm: number;
  /** ‖θ*‖₂, ‖r*‖₂, ‖f‖₂ and ‖g‖₂ of the exact solution and right-hand side. */
  readonly theta: number;
  readonly residual: number;
  readonly f: number;
  readonly g: number;
}

/** Bounds on ‖θ̂ − θ*‖₂ and ‖r̂ − r*‖₂; Infinity where the theory promises nothing. */
export interface ForwardError {
  readonly theta: number;
  readonly residual: number;
}

/** The bounds hold while the perturbation keeps half of the smallest singular value (of G, for cholesky). */
const LARGEST_PERTURBATION = 0.5;

/**
 * How far the solution of [I Ã; Ãᵀ 0][r; θ] = [f; g] may be from the exact one, for a full-rank Ã and a backward error ε.
 *
 * qr, svd, tsqr: subtracting the perturbed from the exact system gives
 *
 *     δθ = Â⁺(Δf − ΔA θ) − (ÂᵀÂ)⁻¹(Δg − ΔAᵀ r),   δr = (I − ÂÂ⁺)(Δf − ΔA θ) + Â⁺ᵀ(Δg − ΔAᵀ r)
 *
 * hence, with ‖Â⁺‖ ≤ ‖Ã⁺‖/(1 − κε), ‖δθ‖/‖θ‖ ≤ ε κ (1 + ‖f‖/(‖Ã‖‖θ‖) + κ(‖r‖/(‖Ã‖‖θ‖) + …)): c·u·κ(1 + κ‖r‖/(‖Ã‖‖θ‖)).
 * Source: Wedin, BIT 13 (1973) 217–232; Higham (2002), Theorem 20.1 and §20.5; Björck, BIT 7 (1967).
 *
 * cholesky: δθ = (G + ΔC)⁻¹(Δh − ΔC θ), so ‖δθ‖ ≤ ‖Ã⁺‖²(ε‖Ã‖²‖θ‖ + ε(‖Ã‖‖f‖ + ‖g‖))/(1 − κ²ε): c·u·κ².
 * Source: Higham (2002), §20.4. The residual is then f − Ã θ̂: Ã δθ plus its own rounding.
 */
export function forwardError(solver: SolverName, s: Sensitivity): ForwardError {
  const epsilon = backwardError(solver, s);
  const kappa = s.norm * s.inverseNorm;
  const target = s.f + s.norm * s.theta;
  if (solver === 'cholesky') {
    const perturbation = kappa * kappa * epsilon;
    if (!(perturbation <= LARGEST_PERTURBATION)) return { theta: Infinity, residual: Infinity };
    const source = (epsilon * (s.norm * target + s.g)) / (1 - perturbation);
    return {
      theta: s.inverseNorm * s.inverseNorm * source,
      residual: s.inverseNorm * source + epsilon * target,
    };
  }
  const perturbation = kappa * epsilon;
  if (!(perturbation <= LARGEST_PERTURBATION)) return { theta: Infinity, residual: Infinity };
  const inverse = s.inverseNorm / (1 - perturbation);
  const dual = s.g + s.norm * s.residual;
  return {
    theta: epsilon * (inverse * target + inverse * inverse * dual),
    residual: epsilon * (target + inverse * dual),
  };
}
