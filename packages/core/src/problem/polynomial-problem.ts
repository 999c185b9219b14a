import { chebyshev } from '../bases/chebyshev.js';
import { domainOf } from '../bases/domain-of.js';
import { legendre } from '../bases/legendre.js';
import { monomial } from '../bases/monomial.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';
import { buildProblem } from './build-problem.js';
import type { ProblemOptions } from './problem-options.js';
import { toFloat64 } from './to-float64.js';

/** Settings of a polynomial fit. */
export interface PolynomialOptions extends ProblemOptions {
  /** n numbers. */
  readonly x: ArrayLike<number>;
  readonly degree: number;
  /** The basis in which coefficients are reported, and in which descent runs; default 'monomial'. */
  readonly basis?: 'monomial' | 'chebyshev' | 'legendre';
  /** Domain of a Chebyshev or Legendre basis; default [min x, max x]. */
  readonly domain?: readonly [number, number];
  /** Name of x in the coefficient names; default 'x'. */
  readonly name?: string;
}

/**
 * The problem of fitting y by a polynomial in x.
 *
 * @throws FitError 'INVALID_OPTION' for a degree, basis or domain that cannot be, and as `checkProblem` does.
 */
export function polynomialProblem(options: PolynomialOptions): Problem {
  const { degree, basis = 'monomial', name = 'x' } = options;
  const x = toFloat64(options.x, 'x');
  switch (basis) {
    case 'monomial':
      return buildProblem(x, monomial({ degree, variable: name }), options);
    case 'chebyshev':
      return buildProblem(x, chebyshev({ degree, domain: options.domain ?? domainOf(x), variable: name }), options);
    case 'legendre':
      return buildProblem(x, legendre({ degree, domain: options.domain ?? domainOf(x), variable: name }), options);
    default:
      throw unknownBasis(basis);
  }
}

/** For callers without types. */
function unknownBasis(basis: never): FitError {
  const name = String(basis);
  return new FitError(
    'INVALID_OPTION',
    `no polynomial basis is named '${name}'; known: monomial, chebyshev, legendre`,
    {
      argument: 'basis',
      value: basis,
    },
  );
}
