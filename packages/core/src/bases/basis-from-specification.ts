import type { BasisSpecification } from '../contracts/basis-specification.js';
import type { Basis } from '../contracts/basis.js';
import { FitError } from '../fit-error.js';
import { bspline } from './bspline.js';
import { centredColumns } from './centred-columns.js';
import { chebyshev } from './chebyshev.js';
import { chebyshevProducts } from './chebyshev-products.js';
import { columns } from './columns.js';
import { concatenate } from './concatenate.js';
import type { Feature } from './features.js';
import { features } from './features.js';
import { fourier } from './fourier.js';
import { hessenbergBasis } from './hessenberg-basis.js';
import { legendre } from './legendre.js';
import { monomial } from './monomial.js';
import { MOST_FEATURES } from './most-features.js';
import { PlainRecord } from './plain-record.js';
import { polynomialFeatures } from './polynomial-features.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** What is not in the data. */
export interface LoadOptions {
  /** The functions of 'custom' bases, found by their names. */
  readonly features?: readonly Feature[];
}

export const loadOptionKeys = { features: true } satisfies OptionKeys<LoadOptions>;

/** Concatenations within concatenations, and bases in one of them. */
const DEEPEST = 8;
const MOST_PARTS = 1000;
/** Degree 1000, the highest. */
const LONGEST_RECURRENCE = (1000 * 1003) / 2;

/**
 * Builds a basis of this package again from its specification, as in a saved model. The value may come from anywhere:
 * it is read as data, checked in full, and limited in size.
 *
 * @param path where the value is in a larger one, for messages: 'model.basis'
 * @throws FitError 'INVALID_OPTION' for a name or key that is not known, for settings that are missing, of another type
 * or out of range, and for custom features that `options` lacks; 'TOO_LARGE' for what is too long, too deep or has more
 * than 100 000 features; 'DUPLICATE_NAME'. `argument` is the path of the value.
 */
export function basisFromSpecification(specification: unknown, options: LoadOptions = {}, path = ''): Basis {
  refuseUnknownOptions(options, loadOptionKeys, 'basisFromSpecification');
  return read(new PlainRecord(specification, path), { options, depth: 0 });
}

/** Where a specification stands. */
interface Context {
  readonly options: LoadOptions;
  readonly depth: number;
}

type Reader = (record: PlainRecord, variables: readonly string[], context: Context) => Basis;

const readers: { readonly [Name in BasisSpecification['name']]: Reader } = {
  columns: (_record, variables) => columns(variables),
  'centred-columns': (record, variables) =>
    centredColumns({ variables, centres: record.exactNumbers('centres', MOST_FEATURES) }),
  monomial: (record, variables) => monomial({ degree: record.number('degree'), variable: only(record, variables) }),
  chebyshev: (record, variables) => chebyshev(polynomial(record, variables)),
  legendre: (record, variables) => legendre(polynomial(record, variables)),
  arnoldi: (record, variables) =>
    hessenbergBasis({
      variables: [only(record, variables)],
      degree: record.number('degree'),
      domain: record.domain('domain'),
      recurrence: record.numbers('recurrence', LONGEST_RECURRENCE),
    }),
  fourier: (record, variables) =>
    fourier({
      variable: only(record, variables),
      period: record.number('period'),
      harmonics: record.number('harmonics'),
      origin: record.number('origin'),
    }),
  bspline: (record, variables) =>
    bspline({
      variable: only(record, variables),
      degree: record.number('degree'),
      knots: record.numbers('knots', MOST_FEATURES),
      domain: record.interval('domain'),
      ends: record.oneOf('ends', ['clamped', 'natural']),
    }),
  'polynomial-features': (record, variables) =>
    polynomialFeatures({ variables, degree: record.number('degree'), interactions: record.boolean('interactions') }),
  'chebyshev-products': (record, variables) =>
    chebyshevProducts({
      variables,
      degree: record.number('degree'),
      interactions: record.boolean('interactions'),
      domains: record.domains('domains', MOST_FEATURES),
    }),
  custom: (record, variables, { options }) =>
    features({ variables, features: functionsOf(record, options.features ?? []) }),
  concatenation: (record, variables, context) => concatenation(record, variables, context),
};

function read(record: PlainRecord, context: Context): Basis {
  const name = record.oneOf('name', Object.keys(readers) as readonly BasisSpecification['name'][]);
  const basis = readers[name](record, record.strings('variables', MOST_FEATURES), context);
  record.end();
  return basis;
}

/** The only variable. */
function only(record: PlainRecord, variables: readonly string[]): string {
  const [variable, ...others] = variables;
  if (variable !== undefined && others.length === 0) return variable;
  throw new FitError('INVALID_OPTION', `this basis takes one variable, got ${variables.length}`, {
    argument: record.pathOf('variables'),
    value: variables,
  });
}

function polynomial(record: PlainRecord, variables: readonly string[]) {
  return { degree: record.number('degree'), domain: record.domain('domain'), variable: only(record, variables) };
}

/** The functions whose names the record holds. */
function functionsOf(record: PlainRecord, given: readonly Feature[]): readonly Feature[] {
  const known = new Map(given.map((feature) => [feature.name, feature]));
  return record.strings('features', MOST_FEATURES).map((name, index) => {
    const feature = known.get(name);
    if (feature) return feature;
    throw new FitError(
      'INVALID_OPTION',
      `the feature '${name}' is a function, which no data holds: pass it in the option 'features'`,
      { argument: `${record.pathOf('features')}[${index}]`, value: name },
    );
  });
}

function concatenation(record: PlainRecord, variables: readonly string[], context: Context): Basis {
  const { options, depth } = context;
  const here = record.pathOf('parts');
  if (depth >= DEEPEST) {
    throw new FitError('TOO_LARGE', `${here} is nested more than ${DEEPEST} times`, { argument: here, value: depth });
  }
  const list = record.list('parts', MOST_PARTS);
  if (list.length < 2) {
    throw new FitError('INVALID_OPTION', `${here} must hold two bases or more, got ${list.length}`, {
      argument: here,
      value: list.length,
    });
  }
  const parts: Basis[] = [];
  let size = 0;
  for (let index = 0; index < list.length; index++) {
    const part = read(new PlainRecord(list[index], `${here}[${index}]`), { options, depth: depth + 1 });
    // Even a part without features costs something.
    size += Math.max(1, part.size);
    // Looked at before the next part is built, so that many parts cannot add up to more memory than one may take.
    if (size > MOST_FEATURES) {
      throw new FitError('TOO_LARGE', `${here} hold more than ${MOST_FEATURES} features`, {
        argument: here,
        value: size,
      });
    }
    parts.push(part);
  }
  const basis = concatenate(...parts);
  const found = basis.specification.variables;
  if (found.length === variables.length && found.every((variable, index) => variable === variables[index]))
    return basis;
  throw new FitError('INVALID_OPTION', `${record.pathOf('variables')} must be those of the parts, in order`, {
    argument: record.pathOf('variables'),
    value: variables,
  });
}
