import * as v from 'valibot';

/** What `wellposed predict --json` prints. */
export const predictionsDocument = v.pipe(
  v.strictObject({
    schemaVersion: v.literal(1),
    target: v.pipe(v.string(), v.description('what is predicted: the column of y of the fit')),
    predictions: v.pipe(v.array(v.nullable(v.number())), v.description('one for each row of the file, in its order')),
    warnings: v.array(v.string()),
  }),
  v.title('wellposed predict --json'),
);

export type PredictionsDocument = v.InferOutput<typeof predictionsDocument>;
