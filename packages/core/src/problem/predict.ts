import { at } from '../at.js';
import type { Model } from '../contracts/problem.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { FitError } from '../fit-error.js';
import { materialise } from './materialise.js';
import type { PointsInput } from './inputs/number-input.js';
import { pointsOf } from './inputs/points-of.js';

/**
 * Predictions A(x) θ, m numbers, each the float64 nearest to the value in double-double.
 *
 * @param x m rows of d numbers each, or m × d numbers row-major; also in double-double; for d = 1 also one number
 * @throws FitError 'SHAPE_MISMATCH' when x is not m × d or θ not p; 'NON_FINITE_INPUT' with row and column,
 * and as `pointsOf` does.
 */
export function predict(
  solution: { readonly model: Model; readonly theta: DoubleDoubleArray },
  x: PointsInput,
): Float64Array {
  const { model, theta } = solution;
  const { variables, size, specification } = model.basis;
  const points = pointsOf(x, variables);
  const { hi } = points;
  const parameters = size + Number(model.intercept);
  if (theta.hi.length !== parameters || (variables > 0 ? hi.length % variables !== 0 : hi.length > 0)) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `predict got ${hi.length} numbers in x and ${theta.hi.length} coefficients; the model takes ${variables} columns of x and has ${parameters} coefficients`,
      { argument: theta.hi.length === parameters ? 'x' : 'theta', value: hi.length },
    );
  }
  const bad = hi.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const row = Math.floor(bad / variables);
    const column = bad % variables;
    const value = at(hi, bad);
    throw new FitError(
      'NON_FINITE_INPUT',
      `x, row ${row}, column ${column} ('${specification.variables[column]}') is ${value}: x must be finite`,
      { argument: 'x', row, column, value },
    );
  }
  const rows = variables > 0 ? hi.length / variables : 0;
  return multiply(materialise(model, points, rows), theta, rows).hi;
}
