/*
 * Inference for weighted linear least squares, Var(yᵢ) = σ²/wᵢ, with n observations, rank r and S Sᵀ = (AᵀWA)⁻¹ (p × r):
 *
 *     s² = Σ wᵢ rᵢ² / (n − r),   se(θⱼ) = s ‖Sⱼ‖₂,   t = θⱼ / se(θⱼ),   interval θⱼ ± q se(θⱼ),
 *
 * Sⱼ row j of S, q the two-sided quantile of Student's t with n − r degrees of freedom. S comes from the factorisation of
 * the design: AᵀWA, which squares the condition number, is never formed.
 *
 * Source: Seber & Lee, Linear Regression Analysis (2nd ed., 2003), §3.4 and §5.1.1.
 */
import { at, FitError, type Problem, type Solution } from '@wellposed/core';
import { coefficientStatistics } from './coefficient-statistics.js';
import type { Inference } from './inference.js';
import { isObstacle, type Quantity } from './obstacle.js';
import { rSquared } from './r-squared.js';
import { reasonsOf, type Finding } from './reasons-of.js';
import { residualStandardDeviation } from './residual-standard-deviation.js';
import { standardError } from './standard-error.js';

/** Settings of `infer`. */
export interface InferenceOptions {
  /** Confidence level of the intervals, in (0, 1); default 0.95. */
  readonly confidence?: number;
}

/**
 * Standard errors, t, p and intervals of the coefficients, residual standard deviation and R² of a fit.
 *
 * What is undefined is `undefined`, with its reason in `reasons`; nothing is NaN or infinite. Standard errors need the
 * squared loss, no penalty, a fit that ended at the minimum, degrees of freedom and a factorisation. In a rank-deficient
 * fit they exist for the coefficients that take part in no linear dependence: those the data determine. R² describes the
 * coefficients as they are, however they were found.
 *
 * Weights count as 1/variance up to a common factor, as in R's `lm`; rows of weight zero do not count.
 *
 * @param problem as it was fitted
 * @param solution of that problem
 * @throws FitError 'INVALID_OPTION' when confidence is not in (0, 1); 'SHAPE_MISMATCH' when the solution does not belong
 *   to the problem
 */
export function infer(problem: Problem, solution: Solution, options: InferenceOptions = {}): Inference {
  const { confidence = 0.95 } = options;
  checkConfidence(confidence);
  checkShapes(problem, solution);
  const { degreesOfFreedom, names, coefficients } = solution;
  const s = residualStandardDeviation(problem, solution);
  const findings: Finding[] = [];
  /** The quantity when it is defined; else undefined, with the reason noted. */
  const note = <T>(key: string, quantity: Quantity<T>, coefficient?: string): T | undefined => {
    if (!isObstacle(quantity)) return quantity;
    findings.push({ key, obstacle: quantity, ...(coefficient !== undefined && { coefficient }) });
    return undefined;
  };
  const statistics = names.map((name, j) => {
    const error = standardError(solution, j, s);
    const found = coefficientStatistics(at(coefficients, j), error, degreesOfFreedom, confidence);
    return {
      name,
      estimate: note('estimate', found.estimate, name),
      standardError: note('standardError', found.standardError, name),
      t: note('t', found.t, name),
      p: note('p', found.p, name),
      interval: note('interval', found.interval, name),
    };
  });
  const deviation = note('residualStandardDeviation', s);
  const share = note('rSquared', rSquared(problem, solution));
  return {
    confidence,
    coefficients: statistics,
    residualStandardDeviation: deviation,
    rSquared: share,
    degreesOfFreedom,
    reasons: reasonsOf(findings, names.length),
  };
}

function checkConfidence(confidence: number): void {
  if (typeof confidence === 'number' && confidence > 0 && confidence < 1) return;
  throw new FitError('INVALID_OPTION', `confidence must be a number between 0 and 1, got ${String(confidence)}`, {
    argument: 'confidence',
    value: confidence,
  });
}

function checkShapes({ y, weights, model }: Problem, solution: Solution): void {
  const parameters = model.basis.size + Number(model.intercept);
  const { names, coefficients, residuals } = solution;
  const { inverseRoot } = solution.working;
  checkLength('weights', weights?.length ?? y.length, y.length);
  checkLength('solution.residuals', residuals.length, y.length);
  checkLength('solution.names', names.length, parameters);
  checkLength('solution.coefficients', coefficients.length, parameters);
  if (inverseRoot) {
    const rank = solution.rank?.numerical ?? parameters;
    checkLength('solution.working.inverseRoot', inverseRoot.hi.length, parameters * rank);
  }
}

function checkLength(argument: string, length: number, expected: number): void {
  if (length === expected) return;
  throw new FitError('SHAPE_MISMATCH', `${argument} has ${length} entries, the problem needs ${expected}`, {
    argument,
    value: length,
  });
}
