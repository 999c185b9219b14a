import * as v from 'valibot';

const nullableNumber = v.nullable(v.number());

const anovaRow = v.strictObject({
  degreesOfFreedom: v.pipe(v.number(), v.integer()),
  sumOfSquares: nullableNumber,
  meanSquare: nullableNumber,
});

/** The statistics of a whole fit. */
export const statisticsEntries = {
  observations: v.pipe(v.number(), v.integer(), v.minValue(0)),
  degreesOfFreedom: v.pipe(v.number(), v.integer()),
  residualSumOfSquares: nullableNumber,
  residualStandardDeviation: nullableNumber,
  residualQuantiles: v.pipe(
    v.nullable(
      v.strictObject({
        weighted: v.pipe(v.boolean(), v.description('whether they are of residuals times the root of the weight')),
        minimum: v.number(),
        lowerQuartile: v.number(),
        median: v.number(),
        upperQuartile: v.number(),
        maximum: v.number(),
      }),
    ),
    v.description('null when a residual is not finite'),
  ),
  rSquared: nullableNumber,
  adjustedRSquared: nullableNumber,
  anova: v.pipe(
    v.strictObject({
      regression: anovaRow,
      residual: anovaRow,
      total: anovaRow,
      f: nullableNumber,
      p: nullableNumber,
    }),
    v.description('analysis of variance: total = regression + residual, and the F test of the regression'),
  ),
  logLikelihood: nullableNumber,
  aic: v.pipe(nullableNumber, v.description('the variance counts as a parameter, as in R')),
  bic: v.pipe(nullableNumber, v.description('the variance counts as a parameter, as in R')),
};
