import type { BasisSpecification, Problem, SavedModel, Solution, Status } from '@wellposed/core';
import { serializeModel } from '@wellposed/core';
import type { Inference } from '@wellposed/inference';
import type { AnovaDocument } from './anova-document.js';
import { anovaDocument } from './anova-document.js';
import type { ConstraintDocument } from './constraint-documents.js';
import { constraintDocuments } from './constraint-documents.js';
import { finiteOrNull } from './finite-or-null.js';
import type { ResidualQuantiles } from './residual-quantiles.js';
import { residualQuantiles } from './residual-quantiles.js';

/** Version of `FitDocument`; it changes when a key goes or changes its meaning. */
export const SCHEMA_VERSION = 1;

/** One coefficient in a `FitDocument`; null where a quantity is not defined, with the reason in `warnings`. */
export interface CoefficientDocument {
  readonly name: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly t: number | null;
  readonly p: number | null;
  readonly interval: readonly [number, number] | null;
  readonly digits: number | null;
}

/** A fit as one JSON document: the report, and in `model` what predicting takes. */
export interface FitDocument {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly status: Status;
  readonly advice: string;
  readonly backend: string;
  readonly solver: string | null;
  readonly optimizer: string | null;
  /** The basis of `coefficients`, with the intercept. */
  readonly basis: BasisSpecification & { readonly intercept: boolean };
  /** Name of the penalty. */
  readonly penalty: string | null;
  /** Equations that the coefficients satisfy. */
  readonly constraints: readonly ConstraintDocument[];
  /** Names of the coefficients that are kept ≥ 0. */
  readonly nonnegative: readonly string[];
  /** Names of those that this bound holds at 0. */
  readonly atBound: readonly string[];
  /** Names of the coefficients that differ among equally good solutions, under such bounds; empty when there is one solution only. */
  readonly undetermined: readonly string[];
  readonly coefficients: readonly CoefficientDocument[];
  /** Confidence level of the intervals. */
  readonly confidence: number;
  readonly observations: number;
  readonly degreesOfFreedom: number;
  /**
   * Whether the residuals are no larger than the rounding of the data. What takes them for noise is then null, unless the fit
   * was asked to report it.
   */
  readonly perfectFit: boolean;
  /** Σ w r², that of `anova`. */
  readonly residualSumOfSquares: number | null;
  readonly residualStandardDeviation: number | null;
  readonly residualQuantiles: ResidualQuantiles | null;
  /** About what `rSquaredAbout` says: the mean when the model contains the constant functions, else zero. */
  readonly rSquared: number | null;
  readonly rSquaredAbout: 'mean' | 'zero';
  readonly rSquaredAboutMean: number | null;
  readonly rSquaredAboutZero: number | null;
  readonly adjustedRSquared: number | null;
  readonly anova: AnovaDocument;
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  /** κ₂ of the design in the basis of `coefficients`, unscaled, and of the one that was solved. */
  readonly conditionNumber: { readonly design: number | null; readonly working: number | null };
  readonly certificate: {
    readonly method: string;
    /** The least of the coefficients' digits. */
    readonly digits: number;
    /** Correct significant digits of the fitted values, relative to the largest. */
    readonly fittedDigits: number;
    readonly refinementSteps: number;
    readonly unitRoundoff: number;
    /** With functions of the caller's: the digits hold for any within this relative rounding of theirs. */
    readonly featureRounding?: number;
  } | null;
  readonly rank: {
    readonly numerical: number;
    readonly threshold: number;
    readonly verdict: string;
    readonly dependentColumns: readonly string[];
  } | null;
  readonly descent: {
    readonly iterations: number;
    readonly value: number | null;
    readonly largestStableLearningRate: number | null;
  } | null;
  readonly warnings: readonly string[];
  /** The working model, which predicts to the same bits: `loadModel` reads it. null without finite coefficients. */
  readonly model: SavedModel | null;
}

/** Puts a solution and its statistics into the document. */
export function fitDocument(problem: Problem, solution: Solution, inference: Inference): FitDocument {
  const { certificate, rank, descent, working, names } = solution;
  return {
    schemaVersion: SCHEMA_VERSION,
    status: solution.status,
    advice: solution.advice,
    backend: solution.backend,
    solver: solution.solver ?? null,
    optimizer: descent?.optimizer ?? null,
    basis: { ...problem.model.basis.specification, intercept: problem.model.intercept },
    penalty: problem.penalty?.name ?? null,
    constraints: constraintDocuments(problem),
    nonnegative: (problem.nonnegative ?? []).flatMap((index) => names[index] ?? []),
    atBound: solution.atBound ?? [],
    undetermined: solution.undetermined ?? [],
    coefficients: inference.coefficients.map(({ name, estimate, standardError, t, p, interval }, j) => ({
      name,
      estimate: finiteOrNull(estimate),
      standardError: finiteOrNull(standardError),
      t: finiteOrNull(t),
      p: finiteOrNull(p),
      interval: interval ?? null,
      digits: finiteOrNull(certificate?.digits[j]),
    })),
    confidence: inference.confidence,
    observations: solution.observations,
    degreesOfFreedom: solution.degreesOfFreedom,
    perfectFit: inference.perfectFit,
    residualSumOfSquares: finiteOrNull(inference.anova.residual.sumOfSquares),
    residualStandardDeviation: finiteOrNull(inference.residualStandardDeviation),
    residualQuantiles: residualQuantiles(problem, solution) ?? null,
    rSquared: finiteOrNull(inference.rSquared),
    rSquaredAbout: inference.rSquaredAbout,
    rSquaredAboutMean: finiteOrNull(inference.rSquaredAboutMean),
    rSquaredAboutZero: finiteOrNull(inference.rSquaredAboutZero),
    adjustedRSquared: finiteOrNull(inference.adjustedRSquared),
    anova: anovaDocument(inference.anova),
    logLikelihood: finiteOrNull(inference.logLikelihood),
    aic: finiteOrNull(inference.aic),
    bic: finiteOrNull(inference.bic),
    conditionNumber: {
      design: finiteOrNull(solution.designConditionNumber),
      working: finiteOrNull(certificate?.conditionNumber),
    },
    certificate: certificate
      ? {
          method: certificate.method,
          digits: Math.min(...certificate.digits),
          fittedDigits: certificate.fittedDigits,
          refinementSteps: certificate.refinementSteps,
          unitRoundoff: certificate.unitRoundoff,
          ...(certificate.featureRounding !== undefined && { featureRounding: certificate.featureRounding }),
        }
      : null,
    rank: rank ?? null,
    descent: descent
      ? {
          iterations: descent.iterations,
          value: finiteOrNull(descent.value),
          largestStableLearningRate: finiteOrNull(descent.largestStableLearningRate),
        }
      : null,
    warnings: warningsOf(solution, inference),
    model: working.theta.hi.every(Number.isFinite) ? serializeModel(working) : null,
  };
}

/** The solution's warnings, and a reason for everything that is null. */
function warningsOf(solution: Solution, inference: Inference): readonly string[] {
  const reasons = inference.reasons.map(({ quantity, reason }) => `${quantity}: ${reason}`);
  const { certificate, designConditionNumber } = solution;
  if (!solution.residuals.every(Number.isFinite)) reasons.push('residualQuantiles: a residual is not a finite number');
  if (!certificate)
    reasons.push('certificate, conditionNumber.working, digits: the error of this solution is not known');
  else if (!Number.isFinite(certificate.conditionNumber))
    reasons.push('conditionNumber.working: the design is singular');
  if (designConditionNumber === undefined) {
    reasons.push('conditionNumber.design: it is beyond float64’s range, or no factorisation was at hand');
  } else if (!Number.isFinite(designConditionNumber)) reasons.push('conditionNumber.design: the design is singular');
  return [...solution.warnings, ...reasons];
}
