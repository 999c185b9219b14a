import { arnoldi } from '../bases/arnoldi.js';
import { chebyshev } from '../bases/chebyshev.js';
import { checkDegree } from '../bases/check-degree.js';
import { domainOf } from '../bases/domain-of.js';
import { legendre } from '../bases/legendre.js';
import { monomial } from '../bases/monomial.js';
import type { PolynomialBasis } from '../contracts/basis.js';
import type { Problem } from '../contracts/problem.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { buildProblem } from './build-problem.js';
import { checkSize } from './check-size.js';
import type { NumberInput } from './inputs/number-input.js';
import type { ProblemOptions } from './problem-options.js';
import { problemOptionKeys } from './problem-options.js';
import { targetsOf } from './inputs/targets-of.js';
import { toDoubleDouble } from './inputs/to-double-double.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of a polynomial fit. */
export interface PolynomialOptions extends ProblemOptions {
  /** n numbers. */
  readonly x: NumberInput;
  readonly degree: number;
  /** The basis in which coefficients are reported, and in which descent runs; default 'monomial'. */
  readonly basis?: 'monomial' | 'chebyshev' | 'legendre' | 'arnoldi';
  /** Domain of a Chebyshev, Legendre or Arnoldi basis; default [min x, max x]. */
  readonly domain?: readonly [number, number];
  /** Name of x in the coefficient names; default 'x'. */
  readonly name?: string;
}

/** The names of `PolynomialOptions`. */
export const polynomialOptionKeys = {
  ...problemOptionKeys,
  x: true,
  degree: true,
  basis: true,
  domain: true,
  name: true,
} satisfies OptionKeys<PolynomialOptions>;

/**
 * The problem of fitting y by a polynomial in x.
 *
 * @throws FitError 'INVALID_OPTION' for a degree, basis, domain or name that cannot be, and as `toDoubleDouble` and
 * `checkProblem` do.
 */
export function polynomialProblem(options: PolynomialOptions): Problem {
  refuseUnknownOptions(options, polynomialOptionKeys, 'polynomialProblem');
  const x = toDoubleDouble(options.x, 'x');
  const y = targetsOf(options.y);
  return buildProblem(x, basisOf(options, x), { ...options, y });
}

function basisOf(options: PolynomialOptions, x: ExpansionArray): PolynomialBasis {
  const { degree, basis = 'monomial', domain, name: variable = 'x' } = options;
  if (typeof variable !== 'string') throw invalid('name', 'a text', variable);
  const interval: unknown = domain;
  if (interval !== undefined && !isInterval(interval)) {
    throw invalid('domain', '[a, b]', interval);
  }
  checkDegree('polynomial', degree);
  checkSize(x.hi.length, degree + 1);
  switch (basis) {
    case 'monomial':
      return monomial({ degree, variable });
    case 'chebyshev':
      return chebyshev({ degree, domain: domain ?? domainOf(x), variable });
    case 'legendre':
      return legendre({ degree, domain: domain ?? domainOf(x), variable });
    case 'arnoldi':
      return arnoldi({ x, degree, variable, ...(domain && { domain }) });
    default:
      // For callers without types.
      throw invalid('basis', 'monomial, chebyshev, legendre or arnoldi', basis);
  }
}

/** The ends are looked at by the basis. */
function isInterval(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'number');
}

function invalid(argument: string, expected: string, value: unknown): FitError {
  return new FitError('INVALID_OPTION', `${argument} must be ${expected}, got ${describeValue(value)}`, {
    argument,
    value,
  });
}
