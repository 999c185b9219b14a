import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  matrixProduct,
  norm,
  powerOfTwo,
  scaleByPower,
  U,
  type WideArray,
} from '@wellposed/core';
import type { Analysis } from './analysis.js';
import type { ExactRoot } from './exact-root.js';

/** S in the user's basis, p × r, row-major: row j times `units[j]` is the row for ȳ = y / t and weights w̄ = w / ω. */
export interface UserRoot {
  readonly rank: number;
  readonly matrix: DoubleDoubleArray;
  /** p powers of two, or what is not finite where a row is beyond float64's range. */
  readonly units: Float64Array;
  /** p times whether equality constraints leave no freedom to the coefficient: its row is then exactly 0. */
  readonly fixed: readonly boolean[];
}

/**
 * M diag(1/c) S̄ in double-double, with M the change from the working basis to the user's (absent: the identity).
 *
 * Row j has a relative error of about (p + 2) · 2⁻¹⁰¹ κ: ‖Mⱼ S̄‖ ≥ ‖Mⱼ‖ / ‖Ā‖, so that no more than κ can cancel. Under
 * equality constraints it can be 0, but for rounding: a row below u of what it is a sum of counts as 0.
 */
export function userRoot({ problem, solution, scaled }: Analysis, { matrix, rank }: ExactRoot): UserRoot {
  const { columnScales } = scaled;
  const p = columnScales.length;
  const { change, units } = scaledChange(columnScales, solution.working.changeOfBasis);
  const product = change ? matrixProduct(change, matrix, { rows: p, inner: p, columns: rank }) : matrix;
  const user = { hi: product.hi.slice(), lo: product.lo.slice() };
  const rowNorm = (values: Float64Array, j: number): number => norm(values.subarray(j * rank, (j + 1) * rank));
  const constrained = (problem.constraints ?? []).length > 0;
  const fixed = Array.from({ length: p }, (_, j) => {
    if (!constrained) return false;
    const terms = matrix.hi.map((value, k) => value * (change ? at(change.hi, j * p + Math.floor(k / rank)) : 1));
    if (rowNorm(user.hi, j) > U * norm(terms)) return false;
    user.hi.fill(0, j * rank, (j + 1) * rank);
    user.lo.fill(0, j * rank, (j + 1) * rank);
    return true;
  });
  return { rank, matrix: user, units, fixed };
}

/** M diag(1/c) with its rows in units of powers of two; no matrix when M is the identity. */
function scaledChange(
  columnScales: Float64Array,
  changeOfBasis: WideArray | undefined,
): { readonly change?: DoubleDoubleArray; readonly units: Float64Array } {
  if (!changeOfBasis) return { units: columnScales.map((scale) => 1 / scale) };
  const p = columnScales.length;
  const change = doubleDoubleArray(p * p);
  const units = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    const row = columnScales.map((scale, i) => at(changeOfBasis.hi, j * p + i) / scale);
    const unit = powerOfTwo(row.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0));
    const ofRow = scaleByPower(unit, changeOfBasis.exponents ? at(changeOfBasis.exponents, j) : 0);
    units[j] = ofRow >= 2 ** -1022 ? ofRow : NaN;
    for (let i = 0; i < p; i++) {
      change.hi[j * p + i] = at(row, i) / unit;
      change.lo[j * p + i] = at(changeOfBasis.lo, j * p + i) / at(columnScales, i) / unit;
    }
  }
  return { change, units };
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
