import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  matrixProduct,
  powerOfTwo,
} from '@wellposed/core';
import type { ExactRoot } from './exact-root.js';

/** S in the user's basis, p × r, row-major: row j times `units[j]` is the row for ȳ = y / t and weights w̄ = w / ω. */
export interface UserRoot {
  readonly rank: number;
  readonly matrix: DoubleDoubleArray;
  /** p powers of two, or what is not finite where a row is beyond float64's range. */
  readonly units: Float64Array;
}

/**
 * M diag(1/c) S̄ in double-double, with M the change from the working basis to the user's (absent: the identity).
 *
 * Row j has a relative error of about (p + 2) · 2⁻¹⁰¹ κ: ‖Mⱼ S̄‖ ≥ ‖Mⱼ‖ / ‖Ā‖, so that no more than κ can cancel.
 *
 * @param columnScales c, p powers of two
 */
export function userRoot(
  { matrix, rank }: ExactRoot,
  columnScales: Float64Array,
  changeOfBasis?: DoubleDoubleArray,
): UserRoot {
  const p = columnScales.length;
  if (!changeOfBasis) return { rank, matrix, units: columnScales.map((scale) => 1 / scale) };
  const change = doubleDoubleArray(p * p);
  const units = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    const row = columnScales.map((scale, i) => at(changeOfBasis.hi, j * p + i) / scale);
    const unit = powerOfTwo(row.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0));
    units[j] = unit;
    for (let i = 0; i < p; i++) {
      change.hi[j * p + i] = at(row, i) / unit;
      change.lo[j * p + i] = at(changeOfBasis.lo, j * p + i) / at(columnScales, i) / unit;
    }
  }
  return { rank, matrix: matrixProduct(change, matrix, { rows: p, inner: p, columns: rank }), units };
}

/** The inner product of rows i and j of a matrix with r columns, row-major. */
export function rowProduct(matrix: DoubleDoubleArray, r: number, i: number, j: number): DoubleDouble {
  const sum = new DoubleDouble();
  for (let k = 0; k < r; k++) {
    const [a, b] = [i * r + k, j * r + k];
    sum.addProduct(at(matrix.hi, a), at(matrix.lo, a), at(matrix.hi, b), at(matrix.lo, b));
  }
  return sum;
}
