import * as v from 'valibot';
import { basisSchema } from './basis-schema.js';
import { constraintEntries } from './constraint-entries.js';
import { degreeSelectionSchema } from './degree-selection-schema.js';
import { statisticsEntries } from './statistics-entries.js';

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

const theta = v.array(v.number());
/** What predicting takes: core's `SavedModel`. */
const modelSchema = v.strictObject({
  schemaVersion: v.literal(1),
  basis: basisSchema({}),
  intercept: v.boolean(),
  theta: v.pipe(theta, v.description('coefficients in this basis, the constant first')),
  thetaLow: v.exactOptional(v.pipe(theta, v.description('what rounding theta to 64 bits lost; absent when nothing'))),
  thetaExponents: v.exactOptional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer())),
      v.description('e of coefficients (theta + thetaLow) · 2ᵉ beyond the range of 64 bits; absent when all are 0'),
    ),
  ),
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
  basis: v.pipe(basisSchema({ intercept: v.boolean() }), v.description('the basis of the coefficients')),
  penalty: v.pipe(v.nullable(v.string()), v.description('ridge, or null')),
  ...constraintEntries,
  coefficients: v.array(coefficient),
  confidence: v.pipe(v.number(), v.description('level of the intervals')),
  ...statisticsEntries,
  conditionNumber: v.strictObject({
    design: v.pipe(nullableNumber, v.description('of the design in the basis of the coefficients, unscaled')),
    working: v.pipe(nullableNumber, v.description('of the design as it was solved')),
  }),
  certificate: v.nullable(
    v.strictObject({
      method: v.picklist(['refinement', 'forward-error-bound', 'gradient-bound']),
      digits: v.pipe(v.number(), v.description('the least of the coefficients')),
      fittedDigits: v.pipe(v.number(), v.description('of the fitted values, relative to the largest')),
      refinementSteps: count,
      unitRoundoff: v.number(),
      featureRounding: v.optional(v.number()),
    }),
  ),
  rank: v.nullable(
    v.strictObject({
      numerical: count,
      threshold: v.number(),
      verdict: v.picklist(['full', 'nearly-deficient', 'deficient']),
      dependentColumns: v.array(v.string()),
    }),
  ),
  descent: v.nullable(
    v.strictObject({ iterations: count, value: nullableNumber, largestStableLearningRate: nullableNumber }),
  ),
  warnings: v.pipe(v.array(v.string()), v.description('what to know, and why what is null is null')),
  model: v.pipe(
    v.nullable(modelSchema),
    v.description('the model as it was solved, which predict uses; null without finite coefficients'),
  ),
  degreeSelection: degreeSelectionSchema,
  target: v.pipe(v.string(), v.description('the column of y')),
  engine: v.pipe(v.string(), v.description('what the backend runs on')),
  backendChoice: v.pipe(
    v.nullable(
      v.strictObject({
        requested: v.literal('auto'),
        reason: v.pipe(v.string(), v.description("a clause, to be read after 'because'")),
      }),
    ),
    v.description('why --backend auto took this one; null when it was asked for by name'),
  ),
};

const timings = v.strictObject({ readMilliseconds: v.number(), fitMilliseconds: v.number() });

/** What `wellposed fit --json` prints. */
export const fitDocument = v.pipe(
  v.strictObject({
    ...entries,
    timings,
  }),
  v.title('wellposed fit --json'),
);

/** What `wellposed fit --json` prints for several columns of y. */
export const fitsDocument = v.pipe(
  v.strictObject({
    schemaVersion: v.literal(1),
    fits: v.pipe(v.array(v.strictObject(entries)), v.description('one for each column of y, in their order')),
    timings,
  }),
  v.title('wellposed fit --json, of several columns of y'),
);

/** What `wellposed fit --save` writes: the same without timings, so that the same fit gives the same file. */
export const savedModel = v.pipe(v.strictObject(entries), v.title('wellposed fit --save'));

/** What `wellposed predict` takes from either, the model unread; it does not look at the rest. */
export const predictableModel = v.object({
  schemaVersion: v.literal(1),
  status,
  target: v.string(),
  model: v.unknown(),
});

export type PredictableModel = v.InferOutput<typeof predictableModel>;
