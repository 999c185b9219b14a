import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';

/**
 * An affine set of scaled coefficients, θ̄ = Z φ + z ÷ t, t the scale of the targets: all that equality constraints
 * leave, or those with some coefficients held at 0. Least squares over it is least squares for φ.
 */
export interface Coordinates {
  /** k, 0 ≤ k ≤ p. */
  readonly dimension: number;
  /** Z, p × k, row-major, of full column rank. */
  readonly matrix: DoubleDoubleArray;
  /** z, p numbers, in the units of the targets before their scaling. */
  readonly offset: DoubleDoubleArray;
  /**
   * Bound on the error of each column of Z and of z, relative to its largest entry; 0 only where Z selects coefficients, a 1 in
   * each column, and z is 0.
   */
  readonly error: number;
}

/** The coefficients that are 0 except at the indices `kept`. */
export function keeping(kept: readonly number[], parameters: number): Coordinates {
  const matrix = doubleDoubleArray(parameters * kept.length);
  for (const [k, j] of kept.entries()) matrix.hi[j * kept.length + k] = 1;
  return { dimension: kept.length, matrix, offset: doubleDoubleArray(parameters), error: 0 };
}
