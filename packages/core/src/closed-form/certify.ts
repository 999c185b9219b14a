import { at } from '../at.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { maximumMagnitude } from '../maximum-magnitude.js';

/** 15.9: what rounding to float64 leaves, −log₁₀(2⁻⁵³), cut to one decimal. */
const MOST_DIGITS = Math.floor(-Math.log10(U) * 10) / 10;

/**
 * Correct significant digits of each coefficient, from absolute error bounds on the working coefficients.
 *
 * The user's coefficient j is Σₖ Mⱼₖ θₖ, rounded once, so its error is at most Σₖ |Mⱼₖ| eₖ + |θⱼ| u. Rounded down to one
 * decimal, within [0, 15.9].
 *
 * @param coefficients the user's coefficients, p numbers
 * @param errors bounds on the absolute errors of the working coefficients, p numbers
 * @param changeOfBasis M, p × p, row-major; absent when both bases are the same
 */
export function certifiedDigits(
  coefficients: Float64Array,
  errors: Float64Array,
  changeOfBasis?: DoubleDoubleArray,
): Float64Array {
  const p = coefficients.length;
  return coefficients.map((coefficient, j) => {
    let error = changeOfBasis ? 0 : at(errors, j);
    if (changeOfBasis) for (let k = 0; k < p; k++) error += Math.abs(at(changeOfBasis.hi, j * p + k)) * at(errors, k);
    return digitsOf(error, coefficient);
  });
}

/**
 * Correct significant digits of the fitted values A θ, relative to the largest of them: the error of row i is at most
 * Σⱼ |aᵢⱼ| (eⱼ + (p + 2)u|θⱼ|), the u of double-double, and one rounding.
 *
 * @param fitted n numbers
 * @param design A, n × p, row-major, in the working basis
 * @param theta working coefficients, p numbers
 * @param errors bounds on their absolute errors, p numbers
 */
export function certifiedFittedDigits(
  fitted: Float64Array,
  design: DoubleDoubleArray,
  theta: DoubleDoubleArray,
  errors: Float64Array,
): number {
  const p = errors.length;
  if (!errors.every(Number.isFinite)) return 0;
  const terms = errors.map((error, j) => error + (p + 2) * U_EXTENDED * Math.abs(at(theta.hi, j)));
  let largest = 0;
  for (let i = 0; i < fitted.length; i++) {
    let error = 0;
    for (let j = 0; j < p; j++) error += Math.abs(at(design.hi, i * p + j)) * at(terms, j);
    largest = Math.max(largest, error);
  }
  return digitsOf(largest, maximumMagnitude(fitted));
}

/** Digits of a value with an absolute error bound, its own rounding included. */
function digitsOf(error: number, value: number): number {
  if (Math.abs(value) === Infinity) return 0;
  if (error === 0 && value === 0) return MOST_DIGITS;
  // Relative to the exact value, which is at least |value| − error; NaN, thus no digit, when that is negative.
  const digits = -Math.log10(error / (Math.abs(value) - error) + U);
  return digits > 0 ? Math.floor(digits * 10) / 10 : 0;
}
