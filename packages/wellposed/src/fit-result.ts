import type { OptionKeys, PointsInput, Problem, SavedModel, Solution } from '@wellposed/core';
import { predict, refuseUnknownOptions, serializeModel } from '@wellposed/core';
import type { Bands, CoefficientMatrix, Inference, Influence, PerfectFitOptions } from '@wellposed/inference';
import { bands, covariance, infer, influence } from '@wellposed/inference';
import type { FitDocument } from './fit-document.js';
import { fitDocument } from './fit-document.js';
import { summary } from './summary.js';

/** How a fit is reported. */
export interface ReportOptions extends PerfectFitOptions {
  /** Level of intervals and bands, in (0, 1); default 0.95. */
  readonly confidence?: number;
}

/** The names of `ReportOptions`. */
export const reportOptionKeys = { confidence: true, perfectFit: true } satisfies OptionKeys<ReportOptions>;

/** A fit: the problem, its solution and its statistics, with what people do next. */
export class FitResult {
  readonly confidence: number;
  readonly perfectFit: NonNullable<PerfectFitOptions['perfectFit']>;
  #statistics: Inference | undefined;

  constructor(
    readonly problem: Problem,
    readonly solution: Solution,
    options: ReportOptions = {},
  ) {
    refuseUnknownOptions(options, reportOptionKeys, 'FitResult');
    this.confidence = options.confidence ?? 0.95;
    this.perfectFit = options.perfectFit ?? 'withhold';
  }

  /**
   * Standard errors, t, p and intervals, R², F and ANOVA table, log-likelihood, AIC and BIC, computed when first asked
   * for. @throws FitError 'INVALID_OPTION' for a confidence that is not in (0, 1), or another perfectFit
   */
  get statistics(): Inference {
    const { confidence, perfectFit } = this;
    this.#statistics ??= infer(this.problem, this.solution, { confidence, perfectFit });
    return this.#statistics;
  }

  get status(): Solution['status'] {
    return this.solution.status;
  }

  /** Names of the coefficients: '1' for the intercept, then the basis' own. */
  get names(): readonly string[] {
    return this.solution.names;
  }

  /** In the order of `names`. */
  get coefficients(): Float64Array {
    return this.solution.coefficients;
  }

  /** y − fitted, n numbers. */
  get residuals(): Float64Array {
    return this.solution.residuals;
  }

  /** Covariance matrix of the coefficients, p × p, in the order of `names`; undefined entries have their reason. */
  get covariance(): CoefficientMatrix {
    return covariance(this.problem, this.solution, { perfectFit: this.perfectFit });
  }

  /** Leverage, studentised residuals, Cook's distance and leave-one-out residuals of every row. */
  influence(): Influence {
    return influence(this.problem, this.solution, { perfectFit: this.perfectFit });
  }

  /**
   * Predictions at new points.
   *
   * @param x one number or m numbers for one variable; m rows of d numbers, or m × d numbers row-major, for d. They may be in
   *   double-double, as `decimals` reads text
   * @throws FitError 'SHAPE_MISMATCH', 'NON_FINITE_INPUT' or 'INVALID_INPUT', with row and column; 'OUT_OF_RANGE' with the row whose
   *   prediction float64 cannot hold
   */
  predict(x: PointsInput): Float64Array {
    return predict(this.solution.working, x);
  }

  /**
   * Predictions at new points with confidence and prediction bands, at the level of this fit.
   *
   * @throws FitError as `predict`
   */
  bands(x: PointsInput): Bands {
    const { confidence, perfectFit } = this;
    return bands(this.problem, this.solution, x, { confidence, perfectFit });
  }

  /** The fit as a table for people. */
  summary(): string {
    return summary(this.toJSON());
  }

  /** The summary, so that a fit reads well wherever it is put into text. */
  toString(): string {
    return this.summary();
  }

  /**
   * The model alone as plain data, without data and statistics: JSON keeps every bit of it, and `loadModel` reads it.
   *
   * @throws FitError 'NON_FINITE_INPUT' when the fit ended without finite coefficients
   */
  save(): SavedModel {
    return serializeModel(this.solution.working);
  }

  /** The fit as one JSON document, the same as the command line's `--json`; `loadModel` reads it. */
  toJSON(): FitDocument {
    return fitDocument(this.problem, this.solution, this.statistics);
  }
}
