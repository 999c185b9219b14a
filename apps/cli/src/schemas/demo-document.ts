import * as v from 'valibot';

const numbers = v.array(v.number());

const descent = v.strictObject({
  basis: v.picklist(['monomial', 'chebyshev']),
  learningRate: v.number(),
  status: v.string(),
  iterations: v.number(),
  loss: v.pipe(v.number(), v.description('the least on the way: sum of squared residuals')),
});

/** What `wellposed demo --json` prints. */
export const demoDocument = v.pipe(
  v.strictObject({
    schemaVersion: v.literal(1),
    data: v.strictObject({ x: numbers, y: numbers }),
    degree: v.number(),
    seed: v.number(),
    start: v.pipe(numbers, v.description('coefficients from which every descent starts, the constant first')),
    largestStableLearningRate: v.pipe(
      v.strictObject({ sum: v.number(), mean: v.number() }),
      v.description('of gradient descent on the powers of x, by reduction of the loss'),
    ),
    conditionNumber: v.pipe(
      v.strictObject({ monomial: v.number(), chebyshev: v.number(), hessian: v.number() }),
      v.description('of the design, by basis, and of the Hessian in the powers of x'),
    ),
    modes: v.array(
      v.strictObject({
        eigenvalue: v.number(),
        stepsPerFactor1000: v.number(),
        shareOfLoss: v.pipe(v.number(), v.description('of the loss above the minimum where the first descent ended')),
        shareOfError: v.pipe(v.number(), v.description('of the squared error in the coefficients there')),
      }),
    ),
    descents: v.array(descent),
    stepsToExcess: v.strictObject({ excess: v.number(), steps: v.nullable(v.number()) }),
    closedForm: v.strictObject({
      solver: v.nullable(v.string()),
      coefficients: numbers,
      residualSumOfSquares: v.number(),
      digits: v.number(),
    }),
  }),
  v.title('wellposed demo --json'),
);

export type DemoDocument = v.InferOutput<typeof demoDocument>;
