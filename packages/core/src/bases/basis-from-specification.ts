import type { Basis, BasisSpecification } from '../contracts/basis.js';
import { FitError } from '../fit-error.js';
import { chebyshev } from './chebyshev.js';
import { columns } from './columns.js';
import { legendre } from './legendre.js';
import { monomial } from './monomial.js';

/**
 * Builds a basis of this package again from its specification, as in a saved model.
 *
 * @throws FitError 'INVALID_OPTION' for a name that is not known or settings that are missing or out of range.
 */
export function basisFromSpecification(specification: BasisSpecification): Basis {
  const { name, variables, degree = Number.NaN, domain = [Number.NaN, Number.NaN] } = specification;
  if (name === 'columns') return columns(variables);
  const [variable, ...others] = variables;
  if (variable === undefined || others.length > 0) {
    throw new FitError('INVALID_OPTION', `basis '${name}' takes one variable, got ${variables.length}`, {
      argument: 'variables',
      value: variables,
    });
  }
  if (name === 'monomial') return monomial({ degree, variable });
  if (name === 'chebyshev') return chebyshev({ degree, domain, variable });
  if (name === 'legendre') return legendre({ degree, domain, variable });
  throw new FitError('INVALID_OPTION', `no basis is named '${name}'; known: columns, monomial, chebyshev, legendre`, {
    argument: 'name',
    value: name,
  });
}
