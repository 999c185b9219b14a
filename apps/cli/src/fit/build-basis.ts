import type { Basis, ExpansionArray } from '@wellposed/core';
import {
  arnoldi,
  bspline,
  chebyshev,
  columns,
  domainOf,
  fourier,
  legendre,
  monomial,
  polynomialFeatures,
} from '@wellposed/core';
import { usageError } from '../command-error.js';
import type { BasisRequest } from '../options/basis-request.js';

/**
 * The basis that was asked for, on the columns of the file: domains are the range of x, and knots that were given by their
 * number are at quantiles of x.
 *
 * @param names of the columns of x
 * @param x n × d, row-major
 * @throws CommandError (exit code 2) for several columns where one is needed; FitError 'INVALID_OPTION' for a degree or
 *   knots that cannot be
 */
export async function buildBasis(request: BasisRequest, names: readonly string[], x: ExpansionArray): Promise<Basis> {
  if (request.name === 'columns') return columns(names);
  if (request.name === 'polynomial-features') {
    const { degree, interactions } = request;
    return polynomialFeatures({ variables: names, degree, interactions });
  }
  const [variable, ...others] = names;
  if (variable === undefined || others.length > 0) {
    throw usageError(
      `--basis ${request.name} takes one column of x, --x names ${names.length}; several take columns or polynomial-features`,
    );
  }
  switch (request.name) {
    case 'monomial':
      return monomial({ degree: request.degree, variable });
    case 'chebyshev':
      return chebyshev({ degree: request.degree, domain: domainOf(x), variable });
    case 'legendre':
      return legendre({ degree: request.degree, domain: domainOf(x), variable });
    case 'arnoldi':
      return arnoldi({ x, degree: request.degree, variable });
    case 'fourier': {
      const { period, harmonics, origin } = request;
      return fourier({ period, harmonics, origin, variable });
    }
    case 'bspline': {
      const { knots, degree, ends } = request;
      const places = typeof knots === 'number' ? await knotsAt(x.hi, knots) : knots;
      return bspline({ knots: places, degree, domain: domainOf(x.hi), ends, variable });
    }
  }
}

async function knotsAt(x: Float64Array, count: number): Promise<readonly number[]> {
  // Loaded only here: it takes longer than most fits.
  const { quantileKnots } = await import('wellposed');
  return quantileKnots(x, count);
}
