import { norm } from '../norm.js';

/** The exact quantities of one augmented system on which its sensitivity depends. */
export interface Sensitivity {
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
export const LARGEST_PERTURBATION = 0.5;

/**
 * How far the solution of [I Ã; Ãᵀ 0][r; θ] = [f; g] moves when Ã, f and g are perturbed by up to ε of their 2-norms, for
 * a full-rank Ã: subtracting the perturbed from the exact system gives
 *
 *     δθ = Â⁺(Δf − ΔA θ) − (ÂᵀÂ)⁻¹(Δg − ΔAᵀ r),   δr = (I − ÂÂ⁺)(Δf − ΔA θ) + Â⁺ᵀ(Δg − ΔAᵀ r)
 *
 * hence, with ‖Â⁺‖ ≤ ‖Ã⁺‖/(1 − κε), ‖δθ‖/‖θ‖ ≤ ε κ (1 + ‖f‖/(‖Ã‖‖θ‖) + κ(‖r‖/(‖Ã‖‖θ‖) + …)): ε κ(1 + κ‖r‖/(‖Ã‖‖θ‖)).
 * Source: Wedin, BIT 13 (1973) 217–232; Higham, Accuracy and Stability of Numerical Algorithms (2002), Theorem 20.1 and
 * §20.5; Björck, BIT 7 (1967) 257–278.
 */
export function perturbationBound(epsilon: number, s: Sensitivity): ForwardError {
  const perturbation = s.norm * s.inverseNorm * epsilon;
  if (!(perturbation <= LARGEST_PERTURBATION)) return { theta: Infinity, residual: Infinity };
  const target = s.f + s.norm * s.theta;
  const dual = s.g + s.norm * s.residual;
  const inverse = s.inverseNorm / (1 - perturbation);
  return {
    theta: epsilon * (inverse * target + inverse * inverse * dual),
    residual: epsilon * (target + inverse * dual),
  };
}

/**
 * The same for errors Δãⱼ of single columns of Ã: ‖ΔÃ‖₂ ≤ ‖(‖Δãⱼ‖)ⱼ‖₂, ‖ΔÃ θ‖ ≤ Σ ‖Δãⱼ‖ |θⱼ|, which a column without an error does not
 * enter however large its coefficient, and ‖ΔÃᵀ r‖ ≤ ‖ΔÃ‖ ‖r‖.
 *
 * @param columnErrors bounds on ‖Δãⱼ‖₂, p numbers; absent: 0
 * @param changed Σ ‖Δãⱼ‖ |θⱼ|
 */
export function columnPerturbationBound(
  columnErrors: Float64Array | undefined,
  changed: number,
  { inverseNorm, residual }: Pick<Sensitivity, 'inverseNorm' | 'residual'>,
): ForwardError {
  const error = columnErrors ? norm(columnErrors) : 0;
  if (error === 0) return { theta: 0, residual: 0 };
  const perturbation = inverseNorm * error;
  if (!(perturbation <= LARGEST_PERTURBATION)) return { theta: Infinity, residual: Infinity };
  const inverse = inverseNorm / (1 - perturbation);
  const dual = inverse * error * residual;
  return { theta: inverse * (changed + dual), residual: changed + dual };
}
