import type { Basis } from '../contracts/basis.js';
import { FitError } from '../fit-error.js';
import { chebyshev } from './chebyshev.js';
import { columns } from './columns.js';
import { legendre } from './legendre.js';
import { monomial } from './monomial.js';
import { MOST_FEATURES } from './most-features.js';
import { PlainRecord } from './plain-record.js';

/**
 * Builds a basis of this package again from its specification, as in a saved model. The value may come from anywhere:
 * it is read as data, checked in full, and limited in size.
 *
 * @throws FitError 'INVALID_OPTION' for a name or key that is not known and for settings that are missing, of another
 * type or out of range; 'TOO_LARGE' for lists that are too long; 'DUPLICATE_NAME'.
 */
export function basisFromSpecification(specification: unknown): Basis {
  const record = new PlainRecord(specification);
  const name = record.string('name');
  const variables = record.strings('variables', MOST_FEATURES);
  if (name === 'columns') {
    record.end();
    return columns(variables);
  }
  if (name !== 'monomial' && name !== 'chebyshev' && name !== 'legendre') {
    throw new FitError('INVALID_OPTION', `no basis is named '${name}'; known: columns, monomial, chebyshev, legendre`, {
      argument: 'name',
      value: name,
    });
  }
  const [variable, ...others] = variables;
  if (variable === undefined || others.length > 0) {
    throw new FitError('INVALID_OPTION', `basis '${name}' takes one variable, got ${variables.length}`, {
      argument: 'variables',
      value: variables,
    });
  }
  const degree = record.number('degree');
  if (name === 'monomial') {
    record.end();
    return monomial({ degree, variable });
  }
  const domain = record.interval('domain');
  record.end();
  return name === 'chebyshev' ? chebyshev({ degree, domain, variable }) : legendre({ degree, domain, variable });
}
