import { usageError } from '../command-error.js';
import { quote } from '../output/printable.js';
import { NamedSettings } from './named-settings.js';
import { toNumber } from './to-number.js';

/** A basis as asked for; what of it depends on the data (domain, quantiles) is not known yet. */
export type BasisRequest =
  | { readonly name: 'columns' }
  | PolynomialRequest
  | { readonly name: 'fourier'; readonly period: number; readonly harmonics: number; readonly origin: number }
  | BSplineRequest
  | { readonly name: 'polynomial-features'; readonly degree: number; readonly interactions: boolean };

/** A polynomial in one column. */
export interface PolynomialRequest {
  readonly name: 'monomial' | 'chebyshev' | 'legendre' | 'arnoldi';
  readonly degree: number;
}

/** A spline in one column. */
interface BSplineRequest {
  readonly name: 'bspline';
  /** Interior knots, or how many of them at quantiles of x. */
  readonly knots: readonly number[] | number;
  readonly degree: number;
  readonly ends: 'clamped' | 'natural';
}

/** For messages. */
const basisNames = [
  ...['columns', 'monomial', 'chebyshev', 'legendre', 'arnoldi'],
  ...['fourier:period=…:harmonics=…', 'bspline:knots=…', 'polynomial-features'],
];

const polynomials = ['monomial', 'chebyshev', 'legendre', 'arnoldi'] as const;

/** More knots than this at quantiles are a mistake, not a spline. */
const mostKnots = 10_000;

/**
 * Reads --basis and --degree together.
 *
 * @param text of --basis; by default 'monomial' with a degree, else 'columns'
 * @throws CommandError (exit code 2) that says what is known
 */
export function basisRequest(text: string | undefined, degree: number | undefined): BasisRequest {
  if (degree !== undefined && !(Number.isInteger(degree) && degree >= 0)) {
    throw usageError(`--degree must be a whole number, got ${degree}`);
  }
  const settings = new NamedSettings('--basis', text ?? (degree === undefined ? 'columns' : 'monomial'));
  const { name } = settings;
  const polynomial = polynomials.find((candidate) => candidate === name);
  if (polynomial !== undefined) {
    settings.allow([]);
    return { name: polynomial, degree: degree ?? 1 };
  }
  if (name === 'polynomial-features') {
    settings.allow(['interactions']);
    if (degree === undefined) throw usageError('--basis polynomial-features needs --degree');
    return { name, degree, interactions: settings.choice('interactions', ['yes', 'no']) === 'yes' };
  }
  if (degree !== undefined && name === 'bspline') {
    throw usageError('--degree belongs to polynomials; write the degree of a spline as --basis bspline:…:degree=3');
  }
  if (degree !== undefined && (name === 'columns' || name === 'fourier')) {
    throw usageError(`--degree needs a polynomial basis: --basis ${polynomials.join(', ')} or polynomial-features`);
  }
  switch (name) {
    case 'columns':
      settings.allow([]);
      return { name };
    case 'fourier': {
      settings.allow(['period', 'harmonics', 'origin']);
      const period = settings.number('period');
      if (!(period > 0)) throw usageError(`--basis fourier: period must be above 0, got ${period}`);
      return { name, period, harmonics: settings.whole('harmonics', 1), origin: settings.number('origin', 0) };
    }
    case 'bspline':
      return bsplineRequest(settings);
    default:
      throw usageError(`--basis: ${quote(name)} is not one of ${basisNames.join(', ')}`);
  }
}

function bsplineRequest(settings: NamedSettings): BSplineRequest {
  settings.allow(['knots', 'degree', 'ends']);
  const text = settings.text('knots');
  if (text === undefined) {
    throw usageError('--basis bspline needs knots=2,3,4 (places in x) or knots=5 (how many, at quantiles of x)');
  }
  const ends = settings.choice('ends', ['clamped', 'natural']);
  const degree = settings.whole('degree', 0, 3);
  // One whole number is a count, as R's df; a single knot at 5 is written 5.0.
  if (!/^\d+$/.test(text)) {
    const knots = text.split(',').map((knot) => toNumber('--basis bspline: knots', knot));
    const descent = knots.findIndex((knot, i) => i > 0 && !(knot > (knots[i - 1] ?? -Infinity)));
    if (descent > 0) throw usageError(`--basis bspline: knots must ascend, ${knots[descent]} does not`);
    return { name: 'bspline', knots, degree, ends };
  }
  const knots = settings.whole('knots', 0);
  if (knots > mostKnots) throw usageError(`--basis bspline: knots=${knots} is more than ${mostKnots}`);
  return { name: 'bspline', knots, degree, ends };
}
