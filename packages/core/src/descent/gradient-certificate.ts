import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';
import type { Evaluation } from '../contracts/evaluation.js';
import type { Certificate } from '../contracts/solution.js';
import { certifiedDigits } from '../closed-form/certify.js';
import { forwardErrorBound } from '../closed-form/forward-error-bound.js';
import { norm } from '../norm.js';
import type { Hessian } from './hessian.js';

/**
 * What a gradient proves: the objective is μ-strongly convex, so ‖θ − θ*‖₂ ≤ ‖∇f(θ)‖₂/μ (Nesterov, Introductory
 * Lectures on Convex Optimization, 2004, Theorem 2.1.10), for a quadratic objective of full rank.
 *
 * Added to ‖∇f‖: its own rounding, (n + 2p + 4) u · sup ρ″/divisor · ‖Ã‖_F (‖ỹ‖ + ‖Ã‖_F ‖θ‖) (inner products: Higham
 * 2002, §3.1). Added to the error: that of rounding the design once to float64, by the perturbation bound of the closed forms.
 */
export function gradientCertificate(
  system: LinearSystem,
  hessian: Hessian,
  theta: Float64Array,
  evaluation: Evaluation,
  setting: { readonly divisor: number; readonly unitRoundoff: number; readonly residualSumOfSquares: number },
): Certificate {
  const { rows, columns, loss, targets, weights } = system;
  const { singularValues } = hessian.factorization;
  const { divisor, unitRoundoff, residualSumOfSquares } = setting;
  const largest = at(singularValues, 0);
  const conditionNumber = largest / at(singularValues, columns - 1);
  const frobenius = norm(singularValues);
  const targetNorm = norm(weights ? targets.map((y, i) => y * Math.sqrt(at(weights, i))) : targets);
  const gradientRounding =
    (((rows + 2 * columns + 4) * unitRoundoff * loss.maximalCurvature) / divisor) *
    frobenius *
    (targetNorm + frobenius * norm(theta));
  const designRounding = forwardErrorBound({
    solver: 'qr',
    rows: 1,
    columns,
    unitRoundoff,
    conditionNumber,
    solutionNorm: norm(theta),
    scaledResidualNorm: Math.sqrt(residualSumOfSquares) / largest,
  });
  const error = (norm(evaluation.gradient) + gradientRounding) / hessian.modulus + designRounding;
  return {
    method: 'gradient-bound',
    conditionNumber,
    unitRoundoff,
    digits: certifiedDigits(theta, new Float64Array(columns).fill(error)),
    refinementSteps: 0,
  };
}
