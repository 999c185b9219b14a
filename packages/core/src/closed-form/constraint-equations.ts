import { at } from '../at.js';
import { addFeatureErrors } from '../bases/feature-errors.js';
import type { EqualityConstraint, Model } from '../contracts/problem.js';
import type { DoubleDoubleArray, WideArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { matrixProduct } from '../double-double/matrix-product.js';
import { U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { scaleByPower } from '../power-of-two.js';
import { materialise } from '../problem/materialise.js';
import type { Equations } from './eliminate.js';

/** Where the closed form works: a model, its way back to the user's basis, and the scales of its columns. */
export interface WorkingScale {
  readonly model: Model;
  /** M, p × p; absent when the model is the user's own. */
  readonly changeOfBasis: WideArray | undefined;
  /** Bounds on the absolute errors of the entries of M, in the units of its rows. */
  readonly changeErrors: Float64Array | undefined;
  /** c, powers of two: θ̄ = c θ. */
  readonly columnScales: Float64Array;
}

/** A row of C and the bound on its error, relative to its largest entry. */
interface Row {
  readonly entries: DoubleDoubleArray;
  readonly error: number;
}

/**
 * The constraints as equations for the scaled working coefficients θ̄ = c θ: the rows (c·M)/c for coefficients of the user's basis,
 * [1, φ(x)]/c and [0, φ′(x)]/c for values and slopes at points.
 *
 * @throws FitError 'INVALID_OPTION' when a row is beyond float64's range in these units
 */
export function constraintEquations(constraints: readonly EqualityConstraint[], where: WorkingScale): Equations {
  const { columnScales } = where;
  const p = columnScales.length;
  const matrix = doubleDoubleArray(constraints.length * p);
  const values = doubleDoubleArray(constraints.length);
  let error = 0;
  for (const [k, constraint] of constraints.entries()) {
    const row = rowOf(constraint, where);
    error = Math.max(error, row.error);
    matrix.hi.set(row.entries.hi, k * p);
    matrix.lo.set(row.entries.lo, k * p);
    values.hi[k] = at(constraint.value.hi, 0);
    values.lo[k] = at(constraint.value.lo, 0);
  }
  return { matrix, values, error };
}

function rowOf(
  constraint: EqualityConstraint,
  { model, changeOfBasis, changeErrors, columnScales }: WorkingScale,
): Row {
  const p = columnScales.length;
  const scaled = (row: DoubleDoubleArray): DoubleDoubleArray => {
    const entries = {
      hi: row.hi.map((value, j) => value / at(columnScales, j)),
      lo: row.lo.map((value, j) => value / at(columnScales, j)),
    };
    if (Number.isFinite(maximumMagnitude(entries.hi))) return entries;
    throw new FitError('INVALID_OPTION', 'a constraint is beyond float64’s range in the units of the data: rescale x', {
      argument: 'constraints',
    });
  };
  if ('at' in constraint) {
    // A recurrence of p steps amplifies a rounding by p at most: |U_k| ≤ k + 1 on [−1, 1] (Mason & Handscomb 2003, §2.2).
    const error = p * p * U_EXTENDED;
    const { at: point, derivative } = constraint;
    const first = Number(model.intercept);
    const values = derivative === 0 ? materialise(model, point, 1) : doubleDoubleArray(p);
    if (derivative === 1) model.basis.differentiate(point, 0, 0, values, first);
    const errors = new Float64Array(p);
    addFeatureErrors(model.basis, point, 0, derivative === 1 ? 0 : undefined, errors, first);
    const entries = scaled(values);
    const own = maximumMagnitude(errors.map((value, j) => value / at(columnScales, j)));
    return { entries, error: error + (own > 0 ? own / maximumMagnitude(entries.hi) : 0) };
  }
  if (!changeOfBasis || !changeErrors) return { entries: scaled(constraint.coefficients), error: 0 };
  const coefficients = inRowUnits(constraint.coefficients, changeOfBasis);
  const entries = scaled(matrixProduct(coefficients, changeOfBasis, { rows: 1, inner: p, columns: p }));
  // What cancels in c·M leaves the rounding of its terms, and the errors of M.
  const errors = Float64Array.from({ length: p }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < p; k++) {
      const entry = k * p + j;
      const size = (p + 2) * U_EXTENDED * Math.abs(at(changeOfBasis.hi, entry)) + at(changeErrors, entry);
      sum += Math.abs(at(coefficients.hi, k)) * size;
    }
    return sum / at(columnScales, j);
  });
  const largest = maximumMagnitude(entries.hi);
  return { entries, error: largest > 0 ? maximumMagnitude(errors) / largest : 0 };
}

/** c in the units of the rows of M. */
function inRowUnits({ hi, lo }: DoubleDoubleArray, { exponents }: WideArray): DoubleDoubleArray {
  if (!exponents) return { hi, lo };
  const byPower = (value: number, k: number): number => scaleByPower(value, at(exponents, k));
  return { hi: hi.map(byPower), lo: lo.map(byPower) };
}
