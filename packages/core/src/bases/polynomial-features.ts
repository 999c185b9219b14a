import type { Basis } from '../contracts/basis.js';
import { selectColumns } from '../double-double/double-double-array.js';
import { checkDegree } from './check-degree.js';
import { checkNames } from './check-names.js';
import { chebyshevProducts } from './chebyshev-products.js';
import { domainOf } from './domain-of.js';
import { monomial } from './monomial.js';
import { MOST_CONDITIONED } from './most-conditioned.js';
import { productBasis } from './product-basis.js';
import { productChangeOfBasis } from './product-change-of-basis.js';
import { productExponents } from './product-exponents.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of polynomials in several variables. */
export interface PolynomialFeaturesOptions {
  /** Names of the d columns of x. */
  readonly variables: readonly string[];
  /** Highest total degree, an integer ≥ 0. */
  readonly degree: number;
  /** Whether products of different variables are there; default true. False: powers of each variable only. */
  readonly interactions?: boolean;
}

const optionKeys = {
  variables: true,
  degree: true,
  interactions: true,
} satisfies OptionKeys<PolynomialFeaturesOptions>;

/**
 * x1, x2, x1^2, x1*x2, x2^2, …: powers of several variables and their products up to a total degree, in the order of
 * scikit-learn's `PolynomialFeatures`. Each value and derivative is within 7(degree − 1)u² of the exact one, relatively, u = 2⁻⁵³.
 *
 * Closed forms solve in products of Chebyshev polynomials on the ranges of the data and convert, as for `monomial`.
 *
 * @throws FitError 'DUPLICATE_NAME' for the variables, 'INVALID_OPTION' for the degree, 'TOO_LARGE' for more features
 * than 100 000.
 */
export function polynomialFeatures(options: PolynomialFeaturesOptions): Basis {
  refuseUnknownOptions(options, optionKeys, 'polynomialFeatures');
  const { degree, interactions = true } = options;
  const variables = [...options.variables];
  checkDegree('polynomialFeatures', degree);
  checkNames(variables, 'variables', 'variables');
  const products = productExponents(variables.length, degree, interactions);
  const powers = variables.map((variable) => monomial({ degree, variable }));
  const basis = productBasis({ name: 'polynomial-features', variables, degree, interactions }, powers, products);
  if (basis.size > MOST_CONDITIONED) return basis;
  return {
    ...basis,
    conditioned(x) {
      const domains = variables.map((_, v) => domainOf(selectColumns(x, variables.length, [v])));
      return {
        basis: chebyshevProducts({ variables, degree, interactions, domains }),
        ...productChangeOfBasis(degree, domains, products),
      };
    },
  };
}
