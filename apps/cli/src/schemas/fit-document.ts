import * as v from 'valibot';
import { basisEntries } from './basis-schema.js';

const nullableNumber = v.nullable(v.number());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const coefficient = v.strictObject({
  name: v.pipe(v.string(), v.description("'1' for the intercept, else the column's own: x, x^2, T3(x)")),
  estimate: nullableNumber,
  standardError: nullableNumber,
  t: nullableNumber,
  p: nullableNumber,
  interval: v.nullable(v.strictTuple([v.number(), v.number()])),
  digits: v.pipe(nullableNumber, v.description('correct significant decimal digits, at least')),
});

/** What predicting takes. */
const modelSchema = v.strictObject({
  basis: v.strictObject(basisEntries),
  intercept: v.boolean(),
  theta: v.pipe(v.array(nullableNumber), v.description('coefficients in this basis, the constant first')),
});

const status = v.picklist([
  'converged',
  'stalled',
  'diverged',
  'max-iterations',
  'rank-deficient',
  'precision-exhausted',
  'aborted',
]);

const entries = {
  schemaVersion: v.literal(1),
  status,
  advice: v.string(),
  backend: v.string(),
  solver: v.nullable(v.picklist(['cholesky', 'qr', 'svd', 'tsqr'])),
  optimizer: v.nullable(v.string()),
  basis: v.pipe(
    v.strictObject({ ...basisEntries, intercept: v.boolean() }),
    v.description('the basis of the coefficients'),
  ),
  coefficients: v.array(coefficient),
  confidence: v.pipe(v.number(), v.description('level of the intervals')),
  observations: count,
  degreesOfFreedom: v.pipe(v.number(), v.integer()),
  residualSumOfSquares: nullableNumber,
  residualStandardDeviation: nullableNumber,
  rSquared: nullableNumber,
  conditionNumber: nullableNumber,
  certificate: v.nullable(
    v.strictObject({
      method: v.picklist(['refinement', 'forward-error-bound', 'gradient-bound']),
      digits: v.number(),
      refinementSteps: count,
      unitRoundoff: v.number(),
    }),
  ),
  rank: v.nullable(v.strictObject({ numerical: count, threshold: v.number(), dependentColumns: v.array(v.string()) })),
  descent: v.nullable(
    v.strictObject({ iterations: count, value: nullableNumber, largestStableLearningRate: nullableNumber }),
  ),
  warnings: v.pipe(v.array(v.string()), v.description('what to know, and why what is null is null')),
  model: v.pipe(modelSchema, v.description('the model as it was solved; predict uses it')),
  target: v.pipe(v.string(), v.description('the column of y')),
  engine: v.pipe(v.string(), v.description('what the backend runs on')),
};

/** What `wellposed fit --json` prints. */
export const fitDocument = v.pipe(
  v.strictObject({
    ...entries,
    timings: v.strictObject({ readMilliseconds: v.number(), fitMilliseconds: v.number() }),
  }),
  v.title('wellposed fit --json'),
);

/** What `wellposed fit --save` writes: the same without timings, so that the same fit gives the same file. */
export const savedModel = v.pipe(v.strictObject(entries), v.title('wellposed fit --save'));

/** What `wellposed predict` takes from either; it does not look at the rest. */
export const predictableModel = v.object({
  schemaVersion: v.literal(1),
  status,
  target: v.string(),
  model: modelSchema,
});

export type PredictableModel = v.InferOutput<typeof predictableModel>;
