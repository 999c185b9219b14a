import { at } from '../at.js';
import { weightedTargets } from '../backend-kit/weighted-targets.js';
import type { LinearSystem } from '../contracts/backend.js';
import type { Evaluation } from '../contracts/evaluation.js';
import type { Certificate } from '../contracts/solution.js';
import { changeOf } from '../closed-form/reduce-system.js';
import { certifiedDigits, certifiedFittedDigits } from '../closed-form/certify.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { columnPerturbationBound, perturbationBound } from '../error-bounds/perturbation-bound.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { Hessian } from './hessian.js';

/**
 * Bound on the rounding of a gradient at θ, 2-norm: (n + 2p + 4) u · sup ρ″/divisor · ‖Ã‖_F (‖ỹ‖ + ‖Ã‖_F ‖θ‖), from two
 * inner products per row (Higham 2002, §3.1). Returns it as a function of ‖θ‖₂.
 *
 * @param epsilon another relative bound than (n + 2p + 4) u, of an evaluation by other means
 */
export function gradientRounding(
  system: LinearSystem,
  hessian: Hessian,
  divisor: number,
  unitRoundoff: number,
  epsilon = (system.rows + 2 * system.columns + 4) * unitRoundoff,
): (thetaNorm: number) => number {
  const { loss } = system;
  const frobenius = norm(hessian.factorization.singularValues);
  const targetNorm = norm(weightedTargets(system));
  const factor = ((epsilon * loss.maximalCurvature) / divisor) * frobenius;
  return (thetaNorm) => factor * (targetNorm + frobenius * thetaNorm);
}

/** What the certificate looks at beside the gradient. */
export interface DescentFit {
  /** u of the arithmetic of the gradient. */
  readonly unitRoundoff: number;
  /** Σ w r² at θ. */
  readonly residualSumOfSquares: number;
  /** A θ, n numbers, and A, n × p, row-major. */
  readonly fitted: Float64Array;
  readonly design: DoubleDoubleArray;
  /** Bounds on the absolute errors of the entries of A, and on ‖√W Δaⱼ‖₂; absent: 0. */
  readonly designErrors?: Float64Array | undefined;
  readonly columnErrors?: Float64Array | undefined;
  /** Of the basis. */
  readonly rounding?: number | undefined;
}

/**
 * What a gradient proves: the objective is μ-strongly convex, so ‖θ − θ*‖₂ ≤ ‖∇f(θ)‖₂/μ (Nesterov, Introductory
 * Lectures on Convex Optimization, 2004, Theorem 2.1.10), for a quadratic objective of full rank.
 *
 * The gradient's own rounding is added to ‖∇f‖; to the error, that of rounding the design once to the backend's format, by the
 * perturbation bound of the closed forms, and the errors of the design itself.
 *
 * @param rounding `gradientRounding` of the system
 */
export function gradientError(
  hessian: Hessian,
  theta: Float64Array,
  evaluation: Evaluation,
  rounding: (thetaNorm: number) => number,
  { unitRoundoff, residualSumOfSquares, columnErrors }: Omit<DescentFit, 'fitted' | 'design'>,
): number {
  const { singularValues } = hessian.factorization;
  const columns = theta.length;
  const largest = at(singularValues, 0);
  const thetaNorm = norm(theta);
  const smallest = at(singularValues, columns - 1);
  const residual = Math.sqrt(residualSumOfSquares);
  // Rounding every entry once moves A by √p u ‖A‖₂ at most.
  const designRounding = perturbationBound(Math.sqrt(columns) * unitRoundoff, {
    norm: largest,
    inverseNorm: 1 / smallest,
    theta: thetaNorm,
    residual,
    f: largest * thetaNorm + residual,
    g: 0,
  }).theta;
  const changed = changeOf(theta, columnErrors);
  const data = columnPerturbationBound(columnErrors, changed, { inverseNorm: 1 / smallest, residual });
  return (norm(evaluation.gradient) + rounding(thetaNorm)) / hessian.modulus + designRounding + data.theta;
}

/** The certificate that goes with `gradientError`. */
export function* gradientCertificate(
  hessian: Hessian,
  theta: Float64Array,
  evaluation: Evaluation,
  rounding: (thetaNorm: number) => number,
  setting: DescentFit,
): Steps<Certificate> {
  const { singularValues } = hessian.factorization;
  const { unitRoundoff, fitted, design, designErrors, rounding: featureRounding } = setting;
  const columns = theta.length;
  const error = gradientError(hessian, theta, evaluation, rounding, setting);
  const errors = new Float64Array(columns).fill(error);
  return {
    method: 'gradient-bound',
    conditionNumber: at(singularValues, 0) / at(singularValues, columns - 1),
    unitRoundoff,
    digits: certifiedDigits(fromFloat64(theta), errors),
    fittedDigits: yield* certifiedFittedDigits(fitted, {
      design,
      designErrors,
      theta: fromFloat64(theta),
      errors,
      fittedError: Infinity,
      fittedExponent: 0,
    }),
    refinementSteps: 0,
    ...(featureRounding !== undefined && { featureRounding }),
  };
}
