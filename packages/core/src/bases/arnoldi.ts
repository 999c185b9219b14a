import { at } from '../at.js';
import { rankThreshold } from '../backend-kit/rank-threshold.js';
import type { Domain } from '../contracts/basis-specification.js';
import type { PolynomialBasis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray, fromFloat64 } from '../double-double/double-double-array.js';
import { U } from '../error-bounds/unit-roundoff.js';
import type { NumberInput } from '../problem/inputs/number-input.js';
import { toDoubleDouble } from '../problem/inputs/to-double-double.js';
import { checkDegree } from './check-degree.js';
import { DomainMap } from './domain-map.js';
import { domainOf } from './domain-of.js';
import { hessenbergBasis } from './hessenberg-basis.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of polynomials that are orthogonal on data. */
export interface ArnoldiOptions {
  /** n numbers: the polynomials are orthogonal on these. Low halves, where there are, tell close points apart. */
  readonly x: NumberInput;
  /** Highest degree, an integer ≥ 0: the basis holds the degrees 1 … degree, the constant is the model's. */
  readonly degree: number;
  /** The interval of x that is mapped to [−1, 1] first; default [min x, max x]. */
  readonly domain?: Domain;
  /** Name of x in the column names; default 'x'. */
  readonly variable?: string;
}

const optionKeys = { x: true, degree: true, domain: true, variable: true } satisfies OptionKeys<ArnoldiOptions>;

/**
 * Polynomials Q₁ … Q_d that are orthogonal on the data, Σᵢ Q_j(xᵢ) Q_k(xᵢ) = n δⱼₖ: κ of the design is 1 wherever the
 * points lie, also where they cluster and Chebyshev's polynomials nearly depend on each other.
 *
 * Vandermonde with Arnoldi: the recurrence of `hessenbergBasis`, its coefficients by modified Gram–Schmidt done twice.
 * They are rounded to float64 and then used as they are, in double-double, so that each Q_k is orthogonalised against
 * the true earlier ones, and the loss of orthogonality, u ‖t Q_k‖/h₍ₖ₊₁₎ₖ, does not add up.
 *
 * With fewer distinct x than degree + 1 the recurrence breaks down: t Q_k is a combination of Q₀ … Q_k on the data.
 * From there on Q_{k+1} = t Q_k, so that a fit ends 'rank-deficient', as in any other basis.
 *
 * Source: Brubeck, Nakatsukasa, Trefethen, "Vandermonde with Arnoldi", SIAM Review 63 (2021) 405–415, §2; of 'twice is
 * enough': Giraud, Langou, Rozložník, van den Eshof, Numer. Math. 101 (2005) 87–100.
 *
 * @throws FitError 'INVALID_OPTION' for a degree or domain out of range, 'NO_OBSERVATIONS', 'NON_FINITE_INPUT',
 * 'INVALID_INPUT' and 'SHAPE_MISMATCH' for x.
 */
export function arnoldi(options: ArnoldiOptions): PolynomialBasis {
  refuseUnknownOptions(options, optionKeys, 'arnoldi');
  const { degree, variable = 'x' } = options;
  checkDegree('arnoldi', degree);
  const x = toDoubleDouble(options.x, 'x');
  // Looks at every x, also when a domain is given.
  const range = domainOf(x);
  const domain = options.domain ?? range;
  const recurrence = hessenberg(mapped(x, new DomainMap(domain)), degree);
  return hessenbergBasis({ variables: [variable], degree, domain, recurrence });
}

function mapped(x: ExpansionArray, map: DomainMap): DoubleDoubleArray {
  const t = doubleDoubleArray(x.hi.length);
  const value = new DoubleDouble();
  for (let i = 0; i < x.hi.length; i++) {
    map.map(x, i, value);
    t.hi[i] = value.hi;
    t.lo[i] = value.lo;
  }
  return t;
}

/** H packed by columns, from the points in [−1, 1]. */
function hessenberg(t: DoubleDoubleArray, degree: number): readonly number[] {
  const rows = t.hi.length;
  const threshold = rankThreshold(rows, degree + 1, U);
  const packed: number[] = [];
  let current = fromFloat64(new Float64Array(rows).fill(1));
  const basis = [current];
  // ‖Q_j‖² of each.
  const squares = [rows];
  let brokenDown = false;
  for (let k = 0; k < degree; k++) {
    const product = productOf(t, current);
    const column = project(product.hi, basis, squares);
    const rest = subtract(product, basis, column);
    const divisor = rootMeanSquare(rest.hi);
    brokenDown ||= divisor <= threshold * rootMeanSquare(product.hi);
    if (brokenDown) packed.push(...new Float64Array(k + 1), 1);
    else packed.push(...column, divisor);
    current = brokenDown ? product : divide(rest, divisor);
    basis.push(current);
    squares.push(dot(current.hi, current.hi));
  }
  return packed;
}

/** Coefficients of v in the (almost orthogonal) columns: modified Gram–Schmidt in float64, done twice. */
function project(v: Float64Array, basis: readonly DoubleDoubleArray[], squares: readonly number[]): Float64Array {
  const rest = v.slice();
  const coefficients = new Float64Array(basis.length);
  for (let pass = 0; pass < 2; pass++) {
    for (const [j, { hi: q }] of basis.entries()) {
      const coefficient = dot(q, rest) / (squares[j] ?? 1);
      coefficients[j] = at(coefficients, j) + coefficient;
      for (let i = 0; i < rest.length; i++) rest[i] = at(rest, i) - coefficient * at(q, i);
    }
  }
  return coefficients;
}

/** v − Σ cⱼ qⱼ in double-double, in the order in which the basis will be evaluated. */
function subtract(
  v: DoubleDoubleArray,
  basis: readonly DoubleDoubleArray[],
  coefficients: Float64Array,
): DoubleDoubleArray {
  return basis.reduce((rest, q, j) => {
    const coefficient = -at(coefficients, j);
    return each(rest, (value, i) => value.addProduct(coefficient, 0, at(q.hi, i), at(q.lo, i)));
  }, v);
}

function productOf(a: DoubleDoubleArray, b: DoubleDoubleArray): DoubleDoubleArray {
  return each(a, (value, i) => value.multiply(at(b.hi, i), at(b.lo, i)));
}

function divide(v: DoubleDoubleArray, divisor: number): DoubleDoubleArray {
  return each(v, (value) => value.divide(divisor));
}

function each(v: DoubleDoubleArray, change: (value: DoubleDouble, index: number) => void): DoubleDoubleArray {
  const result = doubleDoubleArray(v.hi.length);
  const value = new DoubleDouble();
  for (let i = 0; i < v.hi.length; i++) {
    value.set(at(v.hi, i), at(v.lo, i));
    change(value, i);
    result.hi[i] = value.hi;
    result.lo[i] = value.lo;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

function rootMeanSquare(v: Float64Array): number {
  return Math.sqrt(dot(v, v) / v.length);
}
