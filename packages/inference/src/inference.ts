import type { Reason } from './reason.js';

/** What the data say about one coefficient; each quantity is undefined where it does not exist, with a `Reason`. */
export interface CoefficientInference {
  /** '1' for the intercept, else the basis' own name. */
  readonly name: string;
  /** In units of y over those of the feature. */
  readonly estimate: number | undefined;
  /** In the units of the estimate. */
  readonly standardError: number | undefined;
  /** estimate ÷ standardError. */
  readonly t: number | undefined;
  /** Probability of a |t| at least as large if the coefficient were 0: two-sided, Student's t. */
  readonly p: number | undefined;
  /** Confidence interval [low, high]. */
  readonly interval: readonly [low: number, high: number] | undefined;
}

/** One row of the ANOVA table. */
export interface AnovaRow {
  readonly degreesOfFreedom: number;
  /** Weighted, in squared units of y at weight 1. */
  readonly sumOfSquares: number | undefined;
  /** sumOfSquares ÷ degreesOfFreedom; undefined when there are none. */
  readonly meanSquare: number | undefined;
}

/**
 * The analysis of variance, total = regression + residual. About the mean (`rSquaredAbout`) the total is Σ w (y − ȳ)² with
 * n − 1 degrees of freedom, about zero Σ w y² with n.
 */
export interface Anova {
  readonly regression: AnovaRow;
  readonly residual: AnovaRow;
  readonly total: AnovaRow;
  /** Mean square of the regression ÷ mean square of the residuals. */
  readonly f: number | undefined;
  /** Probability of an F at least as large if the model explained nothing beside a constant (about zero: nothing at all). */
  readonly p: number | undefined;
}

/** The statistics of a fit. Plain data, free of NaN and infinities. */
export interface Inference {
  /** Confidence level of the intervals, in (0, 1). */
  readonly confidence: number;
  /** In the order of the solution's coefficients. */
  readonly coefficients: readonly CoefficientInference[];
  /**
   * Whether the residuals, with degrees of freedom left, are no larger than the rounding of the data: the fit is exact, as far as
   * the data can tell, and what takes the residuals for noise is withheld unless `perfectFit: 'report'` was asked for.
   */
  readonly perfectFit: boolean;
  /** s = √(Σ w r² / degrees of freedom), in the units of y at weight 1. */
  readonly residualStandardDeviation: number | undefined;
  /** `rSquaredAboutMean` or `rSquaredAboutZero`, as `rSquaredAbout` says. */
  readonly rSquared: number | undefined;
  /**
   * 'mean' when the model contains the constant functions, by an intercept or other columns, constraints included; else
   * 'zero'. R², adjusted R², the total and F refer to it.
   */
  readonly rSquaredAbout: 'mean' | 'zero';
  /** 1 − Σ w r² / Σ w (y − ȳ)². Negative when worse than the mean. */
  readonly rSquaredAboutMean: number | undefined;
  /** 1 − Σ w r² / Σ w y². */
  readonly rSquaredAboutZero: number | undefined;
  /** 1 − mean square of the residuals ÷ mean square in total. */
  readonly adjustedRSquared: number | undefined;
  /** Observations of positive weight − numerical rank. */
  readonly degreesOfFreedom: number;
  readonly anova: Anova;
  /**
   * The largest log-likelihood under normal errors of variance σ²/wᵢ, σ² at its maximum-likelihood value Σ w r² / n.
   */
  readonly logLikelihood: number | undefined;
  /** −2 logLikelihood + 2 (rank + 1): σ² counts as a parameter, as in R; statsmodels does not count it (2 less). */
  readonly aic: number | undefined;
  /**
   * −2 logLikelihood + ln n · (rank + 1): σ² counts as a parameter, as in R; statsmodels does not count it (ln n less).
   */
  readonly bic: number | undefined;
  /** One for everything above that is undefined. */
  readonly reasons: readonly Reason[];
}
