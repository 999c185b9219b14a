import * as v from 'valibot';

/** One backend, as `backends --json` lists it. */
const backendDocument = v.strictObject({
  name: v.string(),
  available: v.boolean(),
  engine: v.string(),
  device: v.pipe(v.nullable(v.string()), v.description('null when it is not available')),
  precision: v.pipe(v.nullable(v.picklist(['f64', 'f32'])), v.description('null when its package does not load')),
  solvers: v.pipe(v.array(v.string()), v.description('the closed forms it has')),
  reason: v.pipe(
    v.nullable(v.string()),
    v.description('why it is not available; of one that is, what is worth knowing all the same'),
  ),
  remedy: v.pipe(v.nullable(v.string()), v.description('what to do about it')),
});

/** What `wellposed backends --json` prints. */
export const backendsDocument = v.pipe(v.array(backendDocument), v.title('wellposed backends --json'));

export type BackendDocument = v.InferOutput<typeof backendDocument>;
