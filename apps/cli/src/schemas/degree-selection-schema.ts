import * as v from 'valibot';

const nullableNumber = v.nullable(v.number());
const degree = v.pipe(v.number(), v.integer(), v.minValue(0));

const candidate = v.strictObject({
  degree,
  status: v.string(),
  degreesOfFreedom: v.pipe(v.number(), v.integer()),
  residualSumOfSquares: nullableNumber,
  looError: v.pipe(nullableNumber, v.description('root mean square of the leave-one-out residuals')),
  aic: nullableNumber,
  bic: nullableNumber,
  f: v.pipe(nullableNumber, v.description('of the terms beyond the degree before')),
  p: nullableNumber,
  notes: v.pipe(v.array(v.string()), v.description('why what is null is null')),
});

/** How a degree was chosen; null when it was given. */
export const degreeSelectionSchema = v.pipe(
  v.nullable(
    v.strictObject({
      criterion: v.picklist(['loo', 'aic', 'bic', 'f']),
      level: v.pipe(nullableNumber, v.description('of the F tests')),
      chosen: v.nullable(degree),
      advice: v.string(),
      candidates: v.array(candidate),
    }),
  ),
  v.description('how the degree was chosen; null when it was given'),
);
