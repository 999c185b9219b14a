import * as v from 'valibot';

const variables = v.pipe(v.array(v.string()), v.minLength(1), v.description('names of the columns of x'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const exactNumber = v.pipe(
  v.union([v.number(), v.array(v.number())]),
  v.description('a number, or several whose exact sum it is'),
);
const domain = v.pipe(
  v.strictTuple([exactNumber, exactNumber]),
  v.description('the interval of x that is mapped to [-1, 1]'),
);
const ends = v.picklist(['clamped', 'natural']);

/**
 * A basis as plain data, of those that the command line can make: core's `BasisSpecification`, with other keys beside it.
 */
export function basisSchema<const Extra extends v.ObjectEntries>(extra: Extra) {
  return v.variant('name', [
    v.strictObject({ name: v.literal('columns'), variables, ...extra }),
    v.strictObject({
      name: v.literal('centred-columns'),
      variables,
      centres: v.pipe(v.array(exactNumber), v.description('what is subtracted from each column')),
      ...extra,
    }),
    v.strictObject({ name: v.literal('monomial'), variables, degree: count, ...extra }),
    v.strictObject({ name: v.literal('chebyshev'), variables, degree: count, domain, ...extra }),
    v.strictObject({ name: v.literal('legendre'), variables, degree: count, domain, ...extra }),
    v.strictObject({
      name: v.literal('arnoldi'),
      variables,
      degree: count,
      domain,
      recurrence: v.pipe(v.array(v.number()), v.description('of the polynomials, packed by columns')),
      ...extra,
    }),
    v.strictObject({
      name: v.literal('fourier'),
      variables,
      period: v.number(),
      harmonics: count,
      origin: v.number(),
      ...extra,
    }),
    v.strictObject({
      name: v.literal('bspline'),
      variables,
      degree: count,
      knots: v.pipe(v.array(v.number()), v.description('interior knots, ascending')),
      domain: v.pipe(v.strictTuple([v.number(), v.number()]), v.description('where the spline lives')),
      ends,
      ...extra,
    }),
    v.strictObject({
      name: v.literal('polynomial-features'),
      variables,
      degree: count,
      interactions: v.boolean(),
      ...extra,
    }),
    v.strictObject({
      name: v.literal('chebyshev-products'),
      variables,
      degree: count,
      interactions: v.boolean(),
      domains: v.array(domain),
      ...extra,
    }),
  ]);
}
