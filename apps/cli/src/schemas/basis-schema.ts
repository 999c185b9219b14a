import * as v from 'valibot';

const name = v.picklist(['columns', 'monomial', 'chebyshev', 'legendre']);

/** A basis as plain data: core's `BasisSpecification`. */
export const basisEntries = {
  name,
  variables: v.pipe(v.array(v.string()), v.minLength(1), v.description('names of the columns of x')),
  degree: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  domain: v.exactOptional(
    v.pipe(v.strictTuple([v.number(), v.number()]), v.description('the interval of x that is mapped to [-1, 1]')),
  ),
};
