/** One line of an analysis of variance; numbers as decimal text. */
export interface ReferenceVariance {
  readonly degreesOfFreedom: number;
  readonly sumOfSquares: string;
  readonly meanSquare: string;
}

/**
 * What a regression should give; every number is decimal text, so that none of its digits is lost.
 *
 * With an intercept sums of squares are about the mean, without one about 0, as NIST's are.
 */
export interface ReferenceFigures {
  /** p coefficients, the intercept first, then ascending powers or the columns in order. */
  readonly parameters: readonly string[];
  /** p numbers, as the parameters. */
  readonly standardErrors: readonly string[];
  /** √(residual sum of squares ÷ residual degrees of freedom). */
  readonly residualStandardDeviation: string;
  readonly rSquared: string;
  readonly anova: {
    readonly regression: ReferenceVariance;
    readonly residual: ReferenceVariance;
    /** 'Infinity' where the fit leaves no residual. */
    readonly f: string;
  };
}

/**
 * A regression problem whose answer is known: the data as decimal text, what the institute certifies, and the answer that exact
 * rational arithmetic gives.
 *
 * | member                | numbers                                                                                |
 * |-----------------------|----------------------------------------------------------------------------------------|
 * | x, y                  | as published; most are no float64 numbers                                              |
 * | certified             | as published, 15 significant digits                                                    |
 * | exact                 | exact for the decimals, rounded to 40 significant digits                               |
 * | exactForFloat64Inputs | exact for each x and y rounded to the nearest float64 first; powers of x not rounded    |
 *
 * The last two differ by as many digits as rounding the data costs, whatever the solver: Filip's coefficients agree to 14.3.
 */
export interface ReferenceSet {
  /** As NIST writes it. */
  readonly name: string;
  /** Where data and certified figures were published. */
  readonly url: string;
  readonly model:
    | { readonly kind: 'polynomial'; readonly degree: number; readonly intercept: boolean }
    | { readonly kind: 'columns'; readonly intercept: boolean };
  /** d names of the columns of x. */
  readonly variables: readonly string[];
  /** n rows of d decimals. */
  readonly x: readonly (readonly string[])[];
  /** n decimals. */
  readonly y: readonly string[];
  readonly certified: ReferenceFigures;
  readonly exact: ReferenceFigures;
  readonly exactForFloat64Inputs: Omit<ReferenceFigures, 'anova'> & { readonly residualSumOfSquares: string };
}
