/**
 * Why a quantity is undefined.
 *
 * | code                   | meaning                                                                            |
 * |------------------------|------------------------------------------------------------------------------------|
 * | NO_ESTIMATE            | the coefficient is not a finite number                                             |
 * | NOT_LEAST_SQUARES      | the loss is not the squared loss, so that the distribution theory does not hold    |
 * | PENALIZED              | a penalty biases the estimates by an unknown amount                                |
 * | INEQUALITY_CONSTRAINTS | coefficients are kept ≥ 0: the estimates are not linear in y, and the theory fails |
 * | EQUALITY_CONSTRAINTS   | the constraints exclude the constant (or zero) model, which the quantity compares with |
 * | FIXED_BY_CONSTRAINTS   | the equality constraints leave the coefficient one value only: its standard error is 0 |
 * | NOT_AT_THE_MINIMUM     | the fit did not end at the least-squares solution, or not near it beside its residuals |
 * | NO_DEGREES_OF_FREEDOM  | as many coefficients as observations: nothing is left to estimate the noise from   |
 * | NO_REGRESSORS          | the model has nothing beside its constant: there is nothing to test                |
 * | NO_FACTORIZATION       | the fit had no factorisation of the design at hand                                 |
 * | PRECISION_EXHAUSTED    | too ill-conditioned for double-double, a factorisation too rough, or rounding left fewer than half the digits |
 * | NOT_ESTIMABLE          | the data do not determine it: it takes part in a linear dependence                 |
 * | PERFECT_FIT            | the residuals are no larger than the rounding of the data: they are no noise        |
 * | RESIDUALS_ARE_ROUNDING | the residuals are not far above what rounding in double-double can make them       |
 * | CONSTANT_RESPONSE      | y does not vary (about zero: is zero), so that there is nothing to explain         |
 * | LEVERAGE_IS_ONE        | the row determines its own prediction: without it nothing would                    |
 * | ZERO_WEIGHT            | the row has weight zero: its variance is not finite                                |
 * | OUT_OF_RANGE           | the quantity is beyond float64's range: it overflows, or underflows to fewer than half its digits |
 */
export type ReasonCode =
  | 'NO_ESTIMATE'
  | 'NOT_LEAST_SQUARES'
  | 'PENALIZED'
  | 'INEQUALITY_CONSTRAINTS'
  | 'EQUALITY_CONSTRAINTS'
  | 'FIXED_BY_CONSTRAINTS'
  | 'NOT_AT_THE_MINIMUM'
  | 'NO_DEGREES_OF_FREEDOM'
  | 'NO_REGRESSORS'
  | 'NO_FACTORIZATION'
  | 'PRECISION_EXHAUSTED'
  | 'NOT_ESTIMABLE'
  | 'PERFECT_FIT'
  | 'RESIDUALS_ARE_ROUNDING'
  | 'CONSTANT_RESPONSE'
  | 'LEVERAGE_IS_ONE'
  | 'ZERO_WEIGHT'
  | 'OUT_OF_RANGE';

/** What is undefined and why. */
export interface Reason {
  /** The keys that are undefined, separated by ', ': 't, p'; those inside of others with a dot: 'anova.f'. */
  readonly quantity: string;
  readonly code: ReasonCode;
  /** One sentence, which names the coefficients or rows when it does not concern all of them. */
  readonly reason: string;
  /** Names of the coefficients concerned; absent for quantities of the whole fit and of rows. */
  readonly coefficients?: readonly string[];
  /** The rows concerned, from 0, ascending; absent for quantities of the whole fit and of coefficients. */
  readonly rows?: readonly number[];
}
