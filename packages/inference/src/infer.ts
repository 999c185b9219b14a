/*
 * Inference for weighted linear least squares, Var(yᵢ) = σ²/wᵢ, with n observations, rank r and p × r matrix S,
 * S Sᵀ = (AᵀWA)⁻¹:
 *
 *     s² = Σ wᵢ rᵢ² / (n − r),   se(θⱼ) = s ‖Sⱼ‖₂,   t = θⱼ / se(θⱼ),   interval θⱼ ± q se(θⱼ),
 *
 * Sⱼ row j of S, q the two-sided quantile of Student's t with n − r degrees of freedom. S comes from the factorisation
 * of the design, made exact in double-double (`exact-root.ts`): AᵀWA, which squares the condition number, is never
 * formed.
 *
 * Source: Seber & Lee, Linear Regression Analysis (2nd ed., 2003), §3.4 and §5.1.1.
 */
import { at, type OptionKeys, type Problem, refuseUnknownOptions, type Solution } from '@wellposed/core';
import { analyse, type Analysis } from './analysis.js';
import { anova, type VarianceRow, type VarianceTable } from './anova.js';
import { checkLevel } from './check-fit.js';
import { coefficientStatistics } from './coefficient-statistics.js';
import type { Anova, AnovaRow, CoefficientInference, Inference } from './inference.js';
import { fixedByConstraints } from './is-determined.js';
import { likelihood } from './likelihood.js';
import { Notes } from './notes.js';
import { isObstacle } from './obstacle.js';
import type { PerfectFitOptions } from './perfect-fit.js';
import { residualStandardDeviation } from './residual-standard-deviation.js';
import { standardError } from './standard-error.js';
import { userRoot } from './user-root.js';

/** Settings of `infer`. */
export interface InferenceOptions extends PerfectFitOptions {
  /** Confidence level of the intervals, in (0, 1); default 0.95. */
  readonly confidence?: number;
}

const optionKeys = { confidence: true, perfectFit: true } satisfies OptionKeys<InferenceOptions>;

/**
 * Standard errors, t, p and intervals of the coefficients, residual standard deviation, R², the analysis of variance
 * and the information criteria of a fit.
 *
 * What is undefined is `undefined`, with its reason in `reasons`; nothing is NaN or infinite. Standard errors need the
 * squared loss, no penalty, no bounds, a fit that ended at the minimum, degrees of freedom and a factorisation. In a
 * rank-deficient fit they exist for the coefficients that take part in no linear dependence: those the data determine.
 * R² and the sums of squares describe the coefficients as they are, however they were found.
 *
 * Weights count as 1/variance up to a common factor, as in R's `lm`; rows of weight zero do not count. Equality
 * constraints free degrees of freedom; standard errors are those of the constrained estimates.
 *
 * Standard errors are right to the last digit or two, whatever the precision of the backend: their relative error is
 * below 2u + (16 p + 2 n) 2⁻¹⁰² K, with K the condition number of the equilibrated design in the basis in which it was
 * solved, times at most p.
 *
 * @param problem as it was fitted
 * @param solution of that problem
 * @throws FitError 'INVALID_OPTION' when confidence is not in (0, 1), and for perfectFit; 'SHAPE_MISMATCH' when the solution does not
 *   belong to the problem
 */
export function infer(problem: Problem, solution: Solution, options: InferenceOptions = {}): Inference {
  refuseUnknownOptions(options, optionKeys, 'infer');
  const { confidence = 0.95 } = options;
  checkLevel('confidence', confidence);
  const analysis = analyse(problem, solution, options);
  const { degreesOfFreedom, names } = analysis.solution;
  const notes = new Notes();
  const coefficients = coefficientsOf(analysis, confidence, notes);
  const deviation = notes.take('residualStandardDeviation', residualStandardDeviation(analysis));
  const table = anova(analysis);
  const { logLikelihood, aic, bic } = likelihood(analysis);
  return {
    confidence,
    coefficients,
    perfectFit: analysis.perfect,
    residualStandardDeviation: deviation,
    rSquared: notes.take('rSquared', table.rSquared),
    rSquaredAbout: table.about,
    rSquaredAboutMean: notes.take('rSquaredAboutMean', table.rSquaredAboutMean),
    rSquaredAboutZero: notes.take('rSquaredAboutZero', table.rSquaredAboutZero),
    adjustedRSquared: notes.take('adjustedRSquared', table.adjustedRSquared),
    degreesOfFreedom,
    anova: anovaOf(table, notes),
    logLikelihood: notes.take('logLikelihood', logLikelihood),
    aic: notes.take('aic', aic),
    bic: notes.take('bic', bic),
    reasons: notes.reasons(names.length),
  };
}

function coefficientsOf(analysis: Analysis, confidence: number, notes: Notes): readonly CoefficientInference[] {
  const { solution, root, obstacles } = analysis;
  const { names, coefficients, degreesOfFreedom } = solution;
  const user = isObstacle(root) ? root : userRoot(analysis, root);
  return names.map((name, j) => {
    const error = standardError(analysis, user, j);
    const fixed = !isObstacle(user) && user.fixed[j] ? fixedByConstraints : undefined;
    const setting = { degreesOfFreedom, confidence, tests: fixed ?? obstacles.tests };
    const found = coefficientStatistics(at(coefficients, j), error, setting);
    return {
      name,
      estimate: notes.take('estimate', found.estimate, name),
      standardError: notes.take('standardError', found.standardError, name),
      t: notes.take('t', found.t, name),
      p: notes.take('p', found.p, name),
      interval: notes.take('interval', found.interval, name),
    };
  });
}

function anovaOf(table: VarianceTable, notes: Notes): Anova {
  const row = (key: string, { degreesOfFreedom, sumOfSquares, meanSquare }: VarianceRow): AnovaRow => ({
    degreesOfFreedom,
    sumOfSquares: notes.take(`anova.${key}.sumOfSquares`, sumOfSquares),
    meanSquare: notes.take(`anova.${key}.meanSquare`, meanSquare),
  });
  return {
    regression: row('regression', table.regression),
    residual: row('residual', table.residual),
    total: row('total', table.total),
    f: notes.take('anova.f', table.f),
    p: notes.take('anova.p', table.p),
  };
}
