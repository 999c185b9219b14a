import { at } from '../at.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { U, U_EXTENDED, UNDERFLOW } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
import { maximumMagnitude } from '../maximum-magnitude.js';

/** 15.9: what rounding to float64 leaves, −log₁₀(2⁻⁵³), cut to one decimal. */
export const MOST_DIGITS = Math.floor(-Math.log10(U) * 10) / 10;

/** A change of basis: the user's coefficients are M θ. */
export interface Change {
  /** M, p × p, row-major, and bounds on the absolute errors of its entries. */
  readonly matrix: DoubleDoubleArray;
  readonly errors: Float64Array;
  /** θ, the working coefficients, p numbers. */
  readonly theta: DoubleDoubleArray;
}

/**
 * Correct significant digits of each coefficient, from absolute error bounds on the working coefficients.
 *
 * The user's coefficient j is Σₖ Mⱼₖ θₖ, so that its error is at most Σₖ (|Mⱼₖ| eₖ + |ΔMⱼₖ||θₖ| + (p + 2)u|Mⱼₖ||θₖ|), u that of
 * double-double, and one rounding. Rounded down to one decimal, within [0, 15.9].
 *
 * @param coefficients the user's coefficients, p numbers
 * @param errors bounds on the absolute errors of the working coefficients, p numbers
 * @param change absent when both bases are the same
 */
export function certifiedDigits(coefficients: Float64Array, errors: Float64Array, change?: Change): Float64Array {
  const changed = change ? changedErrors(errors, change) : errors;
  return coefficients.map((value, j) => digitsOf(at(changed, j), value));
}

/** Bounds on the absolute errors of M θ, computed in double-double, p numbers. */
export function changedErrors(errors: Float64Array, change: Change): Float64Array {
  return errors.map((_, j) => changedError(j, errors, change));
}

function changedError(j: number, errors: Float64Array, { matrix, errors: matrixErrors, theta }: Change): number {
  const p = errors.length;
  let sum = 0;
  let nothing = true;
  for (let k = 0; k < p; k++) {
    const size = Math.abs(at(matrix.hi, j * p + k));
    const working = Math.abs(at(theta.hi, k));
    const error = at(errors, k);
    sum += at(matrixErrors, j * p + k) * working;
    if (size > 0) sum += size * (error + (p + 2) * U_EXTENDED * working);
    if (error > 0 || working > 0) nothing = false;
  }
  // A product that underflows is not 0.
  return sum > 0 || nothing ? sum : Number.MIN_VALUE;
}

/** What bounds the error of the fitted values. */
export interface FittedErrors {
  /** A, n × p, row-major, in the working basis. */
  readonly design: DoubleDoubleArray;
  /** Bounds on the absolute errors of its entries; absent: 0. */
  readonly designErrors?: Float64Array | undefined;
  /** Working coefficients, p numbers, and bounds on their absolute errors. */
  readonly theta: DoubleDoubleArray;
  readonly errors: Float64Array;
  /** Bound on ‖√W A δθ‖₂. */
  readonly fittedError: number;
  /** Bound on ‖√W A δ‖₂ for a change of θ that is not in `errors`, into a direction that only rows of weight 0 see; absent: there is none. */
  readonly leak?: number | undefined;
  /** w, n numbers; absent when all are 1. */
  readonly weights?: Float64Array;
}

/**
 * Correct significant digits of the fitted values A θ, relative to the largest of them: the error of row i is at most
 * Σⱼ (|aᵢⱼ| eⱼ + |Δaᵢⱼ| |θⱼ|), and at most ‖√W A δθ‖ ÷ √wᵢ, which is far less when columns nearly depend on each other; to it comes
 * (p + 2)u Σⱼ |aᵢⱼθⱼ| for the sum, u that of double-double, what underflow took from a θⱼ, and one rounding.
 */
export function* certifiedFittedDigits(fitted: Float64Array, bounds: FittedErrors): Steps<number> {
  const { design, designErrors, theta, errors, fittedError, leak, weights } = bounds;
  if (!errors.every(Number.isFinite)) return 0;
  const p = errors.length;
  let largest = 0;
  const look = (i: number): void => {
    let error = 0;
    let terms = 0;
    let underflow = 0;
    for (let j = 0; j < p; j++) {
      const size = Math.abs(at(design.hi, i * p + j));
      error += size * at(errors, j);
      if (designErrors) error += at(designErrors, i * p + j) * (Math.abs(at(theta.hi, j)) + at(errors, j));
      terms += size * Math.abs(at(theta.hi, j));
      if (at(errors, j) > 0) underflow += size * UNDERFLOW;
    }
    const root = weights ? Math.sqrt(at(weights, i)) : 1;
    const ofRow = fittedError / root;
    const rounding = (p + 2) * U_EXTENDED * terms;
    const leaked = leak === undefined ? 0 : root > 0 ? leak / root : Infinity;
    largest = Math.max(largest, (ofRow < error ? ofRow : error) + leaked + rounding + underflow);
  };
  yield* byRows(fitted.length, 4 * p, (from, to) => {
    for (let i = from; i < to; i++) look(i);
  });
  return digitsOf(largest, maximumMagnitude(fitted));
}

/** Digits of a value with an absolute error bound, its own rounding included. */
function digitsOf(error: number, value: number): number {
  if (Math.abs(value) === Infinity) return 0;
  if (error === 0 && value === 0) return MOST_DIGITS;
  // A subnormal number is rounded to a multiple of the smallest.
  const bound = error + Number.MIN_VALUE;
  // Relative to the exact value, which is at least |value| − error; NaN, thus no digit, when that is negative.
  const digits = -Math.log10(bound / (Math.abs(value) - bound) + U);
  return digits > 0 ? Math.floor(digits * 10) / 10 : 0;
}
