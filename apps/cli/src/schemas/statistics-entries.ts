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
  perfectFit: v.pipe(
    v.boolean(),
    v.description('whether the residuals are no larger than the rounding of the data, so that they are no noise'),
  ),
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
  rSquared: v.pipe(nullableNumber, v.description('about what rSquaredAbout says, and so adjustedRSquared and anova')),
  rSquaredAbout: v.pipe(
    v.picklist(['mean', 'zero']),
    v.description('mean when the model contains the constant functions, else zero'),
  ),
  rSquaredAboutMean: nullableNumber,
  rSquaredAboutZero: nullableNumber,
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
