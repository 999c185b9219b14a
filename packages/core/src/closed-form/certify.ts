import { at } from '../at.js';
import type { DoubleDoubleArray, WideArray } from '../double-double/double-double-array.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { exponentOf, powerOfTwo, scaleByPower } from '../power-of-two.js';

/** 15.9: what rounding to float64 leaves, −log₁₀(2⁻⁵³), cut to one decimal. */
export const MOST_DIGITS = Math.floor(-Math.log10(U) * 10) / 10;

/** A change of basis: the user's coefficients are M θ. */
export interface Change {
  /** M, p × p, row-major, and bounds on the absolute errors of its entries, in the units of its rows. */
  readonly matrix: WideArray;
  readonly errors: Float64Array;
  /** θ, the working coefficients, p numbers. */
  readonly theta: WideArray;
}

/**
 * Correct significant digits of each coefficient, from absolute error bounds on the working coefficients.
 *
 * The user's coefficient j is Σₖ Mⱼₖ θₖ, so that its error is at most Σₖ (|Mⱼₖ| eₖ + |ΔMⱼₖ||θₖ| + (p + 2)u|Mⱼₖ||θₖ|), u that of
 * double-double, and one rounding. Rounded down to one decimal, within [0, 15.9].
 *
 * @param coefficients the user's coefficients before that rounding, p numbers
 * @param errors bounds on the absolute errors of the working coefficients, p numbers in the units of these
 * @param change absent when both bases are the same
 */
export function certifiedDigits(coefficients: WideArray, errors: Float64Array, change?: Change): Float64Array {
  const { hi, exponents } = coefficients;
  const changed = change && changedErrors(errors, change);
  return hi.map((value, j) => {
    const exponent = exponents ? at(exponents, j) : 0;
    return digitsOf(changed?.[j] ?? { value: at(errors, j), exponent }, { value, exponent });
  });
}

/** Bounds on the absolute errors of M θ, computed in double-double, p numbers. */
export function changedErrors(errors: Float64Array, change: Change): readonly Wide[] {
  return Array.from(errors, (_, j) => changedError(j, errors, change));
}

/** value · 2^exponent, of any size. */
export interface Wide {
  readonly value: number;
  readonly exponent: number;
}

function changedError(j: number, errors: Float64Array, { matrix, errors: matrixErrors, theta }: Change): Wide {
  const p = errors.length;
  const parts: Wide[] = [];
  for (let k = 0; k < p; k++) {
    const [size, own] = [Math.abs(at(matrix.hi, j * p + k)), at(matrixErrors, j * p + k)];
    const [error, working] = [at(errors, k), Math.abs(at(theta.hi, k))];
    if ((size === 0 && own === 0) || (error === 0 && working === 0)) continue;
    const exponent = exponentOf(Math.max(size, own));
    const [value, rounding] = [scaleByPower(size, -exponent), scaleByPower(own, -exponent)];
    parts.push({
      // 0 · ∞ is no error.
      value: (value > 0 ? value * error : 0) + (rounding + (p + 2) * U_EXTENDED * value) * working,
      exponent: exponent + (theta.exponents ? at(theta.exponents, k) : 0),
    });
  }
  if (parts.length === 0) return { value: 0, exponent: 0 };
  // In the unit of the largest part.
  const unit = parts.reduce((most, { exponent }) => Math.max(most, exponent), -Infinity);
  return {
    value: parts.reduce((sum, { value, exponent }) => sum + scaleByPower(value, exponent - unit), 0),
    exponent: unit + (matrix.exponents ? at(matrix.exponents, j) : 0),
  };
}

/** What bounds the error of the fitted values. */
export interface FittedErrors {
  /** A, n × p, row-major, in the working basis. */
  readonly design: DoubleDoubleArray;
  /** Bounds on the absolute errors of its entries; absent: 0. */
  readonly designErrors?: Float64Array | undefined;
  /** Working coefficients, p numbers, and bounds on their absolute errors in their units. */
  readonly theta: WideArray;
  readonly errors: Float64Array;
  /** Bound on ‖√W A δθ‖₂, and the exponent of its unit. */
  readonly fittedError: number;
  readonly fittedExponent: number;
  /**
   * Bound on ‖√W A δ‖₂, in the same unit, for a change of θ that is not in `errors`, into a direction that only rows of weight 0 see; absent:
   * there is none.
   */
  readonly leak?: number | undefined;
  /** w, n numbers; absent when all are 1. */
  readonly weights?: Float64Array;
}

/**
 * Correct significant digits of the fitted values A θ, relative to the largest of them: the error of row i is at most
 * Σⱼ (|aᵢⱼ| eⱼ + |Δaᵢⱼ| |θⱼ|), and at most ‖√W A δθ‖ ÷ √wᵢ, which is far less when columns nearly depend on each other; to it comes
 * (p + 2)u Σⱼ |aᵢⱼθⱼ| for the sum, u that of double-double, and one rounding.
 */
export function* certifiedFittedDigits(fitted: Float64Array, bounds: FittedErrors): Steps<number> {
  const { design, designErrors, theta, errors, fittedError, fittedExponent, leak, weights } = bounds;
  if (!errors.every(Number.isFinite)) return 0;
  const p = errors.length;
  // Columns in units of their largest entries, and everything in that of the largest product with θ or its error.
  const sizes = new Float64Array(p);
  for (let k = 0; k < design.hi.length; k++) {
    const size = Math.max(Math.abs(at(design.hi, k)), designErrors ? at(designErrors, k) : 0);
    sizes[k % p] = Math.max(at(sizes, k % p), size);
  }
  const scales = sizes.map(powerOfTwo);
  const exponents = scales.map((scale, j) => exponentOf(scale) + (theta.exponents ? at(theta.exponents, j) : 0));
  const isPart = (j: number): boolean => at(sizes, j) > 0 && (at(errors, j) > 0 || at(theta.hi, j) !== 0);
  const unit = exponents.reduce((most, exponent, j) => (isPart(j) ? Math.max(most, exponent) : most), -Infinity);
  if (unit === -Infinity) return digitsOf({ value: 0, exponent: 0 }, { value: maximumMagnitude(fitted), exponent: 0 });
  const inUnit = (value: number, j: number): number => scaleByPower(Math.abs(value), at(exponents, j) - unit);
  const reach = errors.map(inUnit);
  const terms = theta.hi.map(inUnit);
  const whole = scaleByPower(fittedError, fittedExponent - unit);
  const unseen = leak === undefined ? 0 : scaleByPower(leak, fittedExponent - unit);
  let largest = 0;
  const look = (i: number): void => {
    let error = 0;
    let rounding = 0;
    for (let j = 0; j < p; j++) {
      const k = i * p + j;
      const size = Math.abs(at(design.hi, k)) / at(scales, j);
      error += size * at(reach, j);
      if (designErrors) error += (at(designErrors, k) / at(scales, j)) * (at(terms, j) + at(reach, j));
      rounding += size * at(terms, j);
    }
    const root = weights ? Math.sqrt(at(weights, i)) : 1;
    const ofRow = whole / root;
    const leaked = leak === undefined ? 0 : root > 0 ? unseen / root : Infinity;
    largest = Math.max(largest, (ofRow < error ? ofRow : error) + leaked + (p + 2) * U_EXTENDED * rounding);
  };
  yield* byRows(fitted.length, 4 * p, (from, to) => {
    for (let i = from; i < to; i++) look(i);
  });
  return digitsOf(
    { value: largest === 0 ? Number.MIN_VALUE : largest, exponent: unit },
    { value: maximumMagnitude(fitted), exponent: 0 },
  );
}

/** Digits of a value with an absolute error bound, its own rounding to float64 included. */
function digitsOf(error: Wide, { value, exponent }: Wide): number {
  const given = Math.abs(scaleByPower(value, exponent));
  if (given === Infinity) return 0;
  if (error.value === 0 && value === 0) return MOST_DIGITS;
  const unit = exponentOf(value) + exponent;
  const size = scaleByPower(Math.abs(value), exponent - unit);
  // A subnormal number is rounded to a multiple of the smallest.
  const bound = scaleByPower(error.value, error.exponent - unit) + scaleByPower(1, -1074 - unit);
  // Relative to the exact value, which is at least |value| − error; NaN, thus no digit, when that is negative.
  const digits = -Math.log10(bound / (size - bound) + U);
  return digits > 0 ? Math.floor(digits * 10) / 10 : 0;
}
