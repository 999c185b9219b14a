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

/**
 * Why a quantity is undefined.
 *
 * | code                  | meaning                                                                            |
 * |-----------------------|------------------------------------------------------------------------------------|
 * | NO_ESTIMATE           | the coefficient is not a finite number                                             |
 * | NOT_LEAST_SQUARES     | the loss is not the squared loss, so that the distribution theory does not hold    |
 * | PENALIZED             | a penalty biases the estimates by an unknown amount                                |
 * | NOT_AT_THE_MINIMUM    | the fit did not end at the least-squares solution                                  |
 * | NO_DEGREES_OF_FREEDOM | as many coefficients as observations: nothing is left to estimate the noise from   |
 * | NO_FACTORIZATION      | the fit had no factorisation of the design at hand                                 |
 * | NOT_ESTIMABLE         | the coefficient takes part in a linear dependence: the data do not determine it    |
 * | ZERO_STANDARD_ERROR   | the fit is exact, so that t would divide by zero                                   |
 * | CONSTANT_RESPONSE     | y does not vary (without an intercept: is zero), so that there is nothing to explain |
 * | OUT_OF_RANGE          | the quantity is not a finite number in float64                                     |
 */
export type ReasonCode =
  | 'NO_ESTIMATE'
  | 'NOT_LEAST_SQUARES'
  | 'PENALIZED'
  | 'NOT_AT_THE_MINIMUM'
  | 'NO_DEGREES_OF_FREEDOM'
  | 'NO_FACTORIZATION'
  | 'NOT_ESTIMABLE'
  | 'ZERO_STANDARD_ERROR'
  | 'CONSTANT_RESPONSE'
  | 'OUT_OF_RANGE';

/** What is undefined and why. */
export interface Reason {
  /** The keys that are undefined, separated by ', ': 't, p'. */
  readonly quantity: string;
  readonly code: ReasonCode;
  /** One sentence, which names the coefficients when it does not concern all of them. */
  readonly reason: string;
  /** Names of the coefficients concerned; absent for quantities of the whole fit. */
  readonly coefficients?: readonly string[];
}

/** The statistics of a fit. Plain data, free of NaN and infinities. */
export interface Inference {
  /** Confidence level of the intervals, in (0, 1). */
  readonly confidence: number;
  /** In the order of the solution's coefficients. */
  readonly coefficients: readonly CoefficientInference[];
  /** s = √(Σ w r² / degrees of freedom), in the units of y at weight 1. */
  readonly residualStandardDeviation: number | undefined;
  /** 1 − Σ w r² / Σ w (y − ȳ)²; without an intercept 1 − Σ w r² / Σ w y². Negative when worse than the mean. */
  readonly rSquared: number | undefined;
  /** Observations of positive weight − numerical rank. */
  readonly degreesOfFreedom: number;
  /** One for everything above that is undefined. */
  readonly reasons: readonly Reason[];
}
