import { array, literal, nullable, number, object, parse, pipe, string, transform, tuple, union } from 'valibot';
import type { AgreementPlace } from './agreement-place.js';

/** JSON has no Infinity: it is null. */
const worst = object({
  ratio: pipe(
    nullable(number()),
    transform((ratio) => ratio ?? Infinity),
  ),
});
const agreement = { problems: number(), solution: worst, gradient: worst };
const placeSchema = object({
  where: string(),
  matrix: object({
    runs: number(),
    seed: number(),
    backends: array(
      object({
        name: string(),
        precision: union([literal('f64'), literal('f32')]),
        engine: string(),
        device: string(),
        ...agreement,
      }),
    ),
    pairs: array(object({ names: tuple([string(), string()]), ...agreement })),
    missing: array(object({ name: string(), engine: string(), reason: string(), remedy: string() })),
  }),
});

/** Reads `{ where, matrix }` as JSON, what `agreementMatrix` found in a browser. @throws Error when the text is something else */
export function readAgreement(text: string): AgreementPlace {
  return parse(placeSchema, JSON.parse(text));
}
