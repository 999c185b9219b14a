import * as v from 'valibot';

const equals = v.number();
const onCoefficients = v.strictObject({
  terms: v.pipe(v.array(v.strictObject({ name: v.string(), factor: v.number() })), v.description('their sum')),
  equals,
});
const atPoint = v.strictObject({
  at: v.pipe(v.array(v.number()), v.description('one row of x')),
  derivative: v.pipe(v.picklist([0, 1]), v.description('0: the fitted value there; 1: its slope')),
  equals,
});

/** What the coefficients were made to satisfy. */
export const constraintEntries = {
  constraints: v.pipe(
    v.array(v.union([onCoefficients, atPoint])),
    v.description('equations that the coefficients satisfy exactly'),
  ),
  nonnegative: v.pipe(v.array(v.string()), v.description('names of coefficients that are kept at 0 or above')),
  atBound: v.pipe(v.array(v.string()), v.description('names of those that are held at 0')),
  undetermined: v.pipe(
    v.array(v.string()),
    v.description(
      'names of coefficients that differ among equally good solutions under these bounds; empty: there is one only',
    ),
  ),
};
