import type { ChebyshevProductsSpecification } from '../contracts/basis-specification.js';
import type { Basis } from '../contracts/basis.js';
import { FitError } from '../fit-error.js';
import { chebyshev } from './chebyshev.js';
import { checkDegree } from './check-degree.js';
import { checkNames } from './check-names.js';
import { productBasis } from './product-basis.js';
import { productExponents } from './product-exponents.js';

/**
 * Products of Chebyshev polynomials, one for each product of powers in `polynomialFeatures`: the same space together
 * with the constant, and well conditioned for well-spread points.
 *
 * @throws FitError 'DUPLICATE_NAME', 'TOO_LARGE', 'INVALID_OPTION' for a degree or domains that cannot be.
 */
export function chebyshevProducts(options: Omit<ChebyshevProductsSpecification, 'name'>): Basis {
  const { variables, degree, interactions, domains } = options;
  checkDegree('chebyshevProducts', degree);
  checkNames(variables, 'variables', 'variables');
  if (domains.length !== variables.length) {
    throw new FitError('INVALID_OPTION', `${domains.length} domains for ${variables.length} variables`, {
      argument: 'domains',
      value: domains.length,
    });
  }
  const products = productExponents(variables.length, degree, interactions);
  const factors = domains.map((domain, v) => chebyshev({ degree, domain, variable: variables[v] ?? '' }));
  return productBasis(
    {
      name: 'chebyshev-products',
      variables: [...variables],
      degree,
      interactions,
      domains: domains.map(([a, b]) => [a, b] as const),
    },
    factors,
    products,
  );
}
