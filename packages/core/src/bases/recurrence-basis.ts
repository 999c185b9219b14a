import { at } from '../at.js';
import type { Domain } from '../contracts/basis-specification.js';
import type { Basis, PolynomialBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { checkDegree } from './check-degree.js';
import { DomainMap } from './domain-map.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** What distinguishes one family of orthogonal polynomials from another. */
export interface RecurrenceFamily {
  readonly name: 'chebyshev' | 'legendre';
  /** Name of the polynomial of degree k, for 'T' and 'x': T3(x). */
  readonly symbol: string;
  /** a and c as ratios of integers, [numerator, denominator], in P_{k+1} = a t P_k − c P_{k−1}, for k ≥ 0. */
  readonly a: (k: number) => readonly [number, number];
  readonly c: (k: number) => readonly [number, number];
}

/** Settings of a basis of orthogonal polynomials. */
export interface RecurrenceOptions {
  /** Highest degree, an integer ≥ 0: the basis holds the degrees 1 … degree, the constant is the model's. */
  readonly degree: number;
  /** The interval of x that is mapped to [−1, 1], where the polynomials are orthogonal. */
  readonly domain: Domain;
  /** Name of x in the column names; default 'x'. */
  readonly variable?: string;
}

const optionKeys = { degree: true, domain: true, variable: true } satisfies OptionKeys<RecurrenceOptions>;

/**
 * Polynomials P₁ … P_d of t = the domain mapped to [−1, 1], by their three-term recurrence
 *
 *     P₀ = 1,  P_{k+1} = a_k t P_k − c_k P_{k−1}
 *
 * in double-double throughout. Source of the recurrences: Abramowitz & Stegun (1964), 22.7; of their stability on
 * [−1, 1]: Gautschi, Orthogonal Polynomials: Computation and Approximation (2004), §1.3.
 */
export function recurrenceBasis(family: RecurrenceFamily, options: RecurrenceOptions): PolynomialBasis {
  refuseUnknownOptions(options, optionKeys, family.name);
  const { degree, domain, variable = 'x' } = options;
  checkDegree(family.name, degree);
  const map = new DomainMap(domain);
  const a = coefficients(degree, family.a);
  const c = coefficients(degree, family.c);
  const t = new DoubleDouble();
  const value = new DoubleDouble();

  const evaluate: Basis['evaluate'] = (x, row, out, offset) => {
    map.map(x, row, t);
    for (let k = 0; k < degree; k++) {
      // P_k and P_{k−1}; out[offset + k − 1] holds P_k for k ≥ 1.
      value.set(at(a.hi, k), at(a.lo, k)).multiply(t.hi, t.lo);
      if (k >= 1) value.multiply(at(out.hi, offset + k - 1), at(out.lo, offset + k - 1));
      const cHi = -at(c.hi, k);
      const cLo = -at(c.lo, k);
      if (k === 1) value.add(cHi, cLo);
      else if (k >= 2) value.addProduct(cHi, cLo, at(out.hi, offset + k - 2), at(out.lo, offset + k - 2));
      out.hi[offset + k] = value.hi;
      out.lo[offset + k] = value.lo;
    }
  };

  const { slope } = map.coefficients();
  const features = doubleDoubleArray(degree);
  const differentiate: Basis['differentiate'] = (x, row, _variable, out, offset) => {
    evaluate(x, row, features, 0);
    for (let k = 0; k < degree; k++) {
      // P′_{k+1} = a_k (t′ P_k + t P′_k) − c_k P′_{k−1}, with t′ = slope, P₀ = 1 and P′₀ = 0; the same places as above.
      value.set(slope.hi, slope.lo);
      if (k >= 1) {
        value.multiply(at(features.hi, k - 1), at(features.lo, k - 1));
        value.addProduct(t.hi, t.lo, at(out.hi, offset + k - 1), at(out.lo, offset + k - 1));
      }
      value.multiply(at(a.hi, k), at(a.lo, k));
      if (k >= 2) {
        value.addProduct(-at(c.hi, k), -at(c.lo, k), at(out.hi, offset + k - 2), at(out.lo, offset + k - 2));
      }
      out.hi[offset + k] = value.hi;
      out.lo[offset + k] = value.lo;
    }
  };

  return {
    specification: { name: family.name, variables: [variable], degree, domain: [domain[0], domain[1]] },
    variables: 1,
    size: degree,
    names: Array.from({ length: degree }, (_, k) => `${family.symbol}${k + 1}(${variable})`),
    evaluate,
    differentiate,
    readsRest: true,
    toMonomial: () => powersOf(degree, a, c, map),
  };
}

/** The recurrence's ratios for k = 0 … degree − 1, in double-double. */
function coefficients(degree: number, ratio: (k: number) => readonly [number, number]) {
  const result = doubleDoubleArray(degree);
  const quotient = new DoubleDouble();
  for (let k = 0; k < degree; k++) {
    const [numerator, denominator] = ratio(k);
    quotient.set(numerator).divide(denominator);
    result.hi[k] = quotient.hi;
    result.lo[k] = quotient.lo;
  }
  return result;
}

/** The matrix whose column k holds the coefficients of P_k(t(x)) in 1, x, …, x^degree: the recurrence run on coefficients. */
function powersOf(
  degree: number,
  a: ReturnType<typeof coefficients>,
  c: ReturnType<typeof coefficients>,
  map: DomainMap,
): ReturnType<typeof doubleDoubleArray> {
  const size = degree + 1;
  const matrix = doubleDoubleArray(size * size);
  const { slope, offset } = map.coefficients();
  const entry = new DoubleDouble();
  matrix.hi[0] = 1;
  for (let k = 0; k < degree; k++) {
    for (let power = 0; power <= k + 1; power++) {
      const here = power * size + k;
      entry.set(0);
      if (power > 0) entry.addProduct(slope.hi, slope.lo, at(matrix.hi, here - size), at(matrix.lo, here - size));
      entry.addProduct(offset.hi, offset.lo, at(matrix.hi, here), at(matrix.lo, here));
      entry.multiply(at(a.hi, k), at(a.lo, k));
      if (k > 0) entry.addProduct(-at(c.hi, k), -at(c.lo, k), at(matrix.hi, here - 1), at(matrix.lo, here - 1));
      matrix.hi[here + 1] = entry.hi;
      matrix.lo[here + 1] = entry.lo;
    }
  }
  return matrix;
}
