import { at } from '../at.js';
import type { Basis } from '../contracts/basis.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import { toFloat64 } from '../problem/inputs/to-float64.js';
import { KnotVector } from './knot-vector.js';
import { MOST_FEATURES } from './most-features.js';
import { NaturalEnds } from './natural-ends.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of a spline basis. */
export interface BSplineOptions {
  /** Interior knots, ascending, inside the domain; one may be there up to `degree` times. May be empty. */
  readonly knots: readonly number[];
  /** Of the pieces, an integer from 1 to 20; default 3, cubic. */
  readonly degree?: number;
  /** Where the ends are: [a, b] with a < b. */
  readonly domain: readonly [number, number];
  /**
   * 'clamped' (default): all splines of this degree; beyond the domain the end pieces go on. 'natural': cubic splines
   * without a second derivative at both ends; beyond the domain they go on as straight lines.
   */
  readonly ends?: 'clamped' | 'natural';
  /** Name of x in the column names; default 'x'. */
  readonly variable?: string;
}

const optionKeys = {
  knots: true,
  degree: true,
  domain: true,
  ends: true,
  variable: true,
} satisfies OptionKeys<BSplineOptions>;

const HIGHEST_DEGREE = 20;

/**
 * B-splines: piecewise polynomials that join smoothly at the knots, each ≥ 0 and different from 0 on degree + 1 pieces
 * only.
 *
 * All of them sum to 1, which is the model's intercept already, so the first is left out (as R's `bs` and `ns` do):
 * knots + degree features B1(x) … for clamped ends, knots + 1 features N1(x) … for natural ones. A model without an
 * intercept thus vanishes at the left end.
 *
 * Values are within 30 · degree u² of the exact ones, relatively, u = 2⁻⁵³; natural ends add 50u². Derivatives are
 * differences of two terms ≥ 0, and as near relative to their sum. Sources: see `KnotVector`, `NaturalEnds`.
 *
 * @throws FitError 'INVALID_OPTION' for knots, degree, domain or ends that cannot be, 'TOO_LARGE' for too many
 * knots, 'INVALID_INPUT' for knots that are no numbers.
 */
export function bspline(options: BSplineOptions): Basis {
  refuseUnknownOptions(options, optionKeys, 'bspline');
  const { degree = 3, domain, ends = 'clamped', variable = 'x' } = options;
  const interior = [...toFloat64(options.knots, 'knots')];
  check({ knots: interior, degree, domain, ends });
  const [a, b] = domain;
  const natural = ends === 'natural';
  // A natural spline without knots is a straight line.
  const vector = new KnotVector(natural && interior.length === 0 ? 1 : degree, interior, domain);
  const naturalEnds = natural && interior.length > 0 ? new NaturalEnds(interior, domain, vector.scale) : undefined;
  const size = naturalEnds ? interior.length + 1 : vector.size - 1;

  /** Spreads values of the B-splines from `first` on over the features. */
  const spread = (first: number, values: typeof vector.values, out: typeof vector.values, offset: number): void => {
    if (naturalEnds) {
      naturalEnds.combine(first, values, out, offset);
      return;
    }
    for (let r = Number(first === 0); r < values.hi.length; r++) {
      out.hi[offset + first + r - 1] = at(values.hi, r);
      out.lo[offset + first + r - 1] = at(values.lo, r);
    }
  };

  const slopes = doubleDoubleArray(vector.degree + 1);
  return {
    specification: { name: 'bspline', variables: [variable], degree, knots: interior, domain: [a, b], ends },
    variables: 1,
    size,
    readsRest: true,
    names: Array.from({ length: size }, (_, j) => `${natural ? 'N' : 'B'}${j + 1}(${variable})`),
    evaluate(x, row, out, offset) {
      out.hi.fill(0, offset, offset + size);
      out.lo.fill(0, offset, offset + size);
      if (naturalEnds?.evaluateOutside(x, row, out, offset)) return;
      spread(vector.evaluate(x, row), vector.values, out, offset);
    },
    differentiate(x, row, _variable, out, offset) {
      out.hi.fill(0, offset, offset + size);
      out.lo.fill(0, offset, offset + size);
      if (naturalEnds?.differentiateOutside(x, row, out, offset)) return;
      spread(vector.differentiate(x, row, slopes), slopes, out, offset);
    },
  };
}

function check({ knots, degree, domain, ends }: Required<Omit<BSplineOptions, 'variable'>>): void {
  const refuse = (argument: string, rule: string, value: unknown, row?: number): FitError =>
    new FitError('INVALID_OPTION', `bspline: ${argument} ${rule}`, {
      argument,
      value,
      ...(row !== undefined && { row }),
    });
  if (!Number.isInteger(degree) || degree < 1 || degree > HIGHEST_DEGREE) {
    throw refuse('degree', `must be an integer from 1 to ${HIGHEST_DEGREE}, got ${degree}`, degree);
  }
  // For callers without types.
  const word: string = ends;
  if (word !== 'clamped' && word !== 'natural') throw refuse('ends', "must be 'clamped' or 'natural'", ends);
  if (ends === 'natural' && degree !== 3) {
    throw refuse('degree', `must be 3 for natural ends, got ${degree}`, degree);
  }
  const [a, b] = domain;
  if (!(Number.isFinite(a) && Number.isFinite(b) && a < b)) {
    throw refuse('domain', `must be [a, b] with finite a < b, got [${a}, ${b}]`, domain);
  }
  if (knots.length > MOST_FEATURES - HIGHEST_DEGREE) {
    throw new FitError('TOO_LARGE', `bspline: ${knots.length} knots are too many`, {
      argument: 'knots',
      value: knots.length,
    });
  }
  let repeated = 0;
  for (const [row, knot] of knots.entries()) {
    const previous = knots[row - 1] ?? -Infinity;
    repeated = knot === previous ? repeated + 1 : 1;
    if (!(knot > a && knot < b)) throw refuse('knots', `must lie inside (${a}, ${b}); [${row}] is ${knot}`, knot, row);
    if (knot < previous) throw refuse('knots', `must ascend; [${row}] is ${knot} after ${previous}`, knot, row);
    if (repeated > degree) {
      throw refuse('knots', `may hold a number ${degree} times at most; ${knot} is there more often`, knot, row);
    }
  }
}
