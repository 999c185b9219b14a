import { at } from '../at.js';
import { toFloat64Array, wideProduct } from '../double-double/wide-product.js';
import { FitError } from '../fit-error.js';
import { coefficientNames } from './coefficient-names.js';
import { materialise } from './materialise.js';
import type { PointsInput } from './inputs/number-input.js';
import { pointsOf } from './inputs/points-of.js';
import type { FittedModel } from './saved-model.js';

/**
 * Predictions A(x) θ, m numbers, each the float64 nearest to the value in double-double.
 *
 * @param fitted a model and its coefficients, such as `Solution.working` or what `parseModel` reads
 * @param x m rows of d numbers each, or m × d numbers row-major; also in double-double; for d = 1 also one number
 * @throws FitError 'SHAPE_MISMATCH' when x is not m × d or θ not p; 'NON_FINITE_INPUT' with row and column, or with the coefficient
 * that is no number, as where a factorisation broke down; 'OUT_OF_RANGE' with the row whose prediction float64 cannot hold; and as
 * `pointsOf` does.
 */
export function predict(fitted: FittedModel, x: PointsInput): Float64Array {
  const predictions = curveAt(fitted, x);
  const row = predictions.findIndex((value) => !Number.isFinite(value));
  if (row < 0) return predictions;
  const value = at(predictions, row);
  const names = coefficientNames(fitted.model);
  const lost = fitted.theta.hi.findIndex((coefficient) => !Number.isFinite(coefficient));
  if (lost >= 0) {
    throw new FitError(
      'NON_FINITE_INPUT',
      `the coefficient of '${names[lost]}' is ${at(fitted.theta.hi, lost)}: the fit ended without an answer, and predicts nothing`,
      { argument: 'theta', row: lost, value: at(fitted.theta.hi, lost) },
    );
  }
  throw new FitError(
    'OUT_OF_RANGE',
    `the prediction at row ${row} of x is beyond float64, ${value}: leave the row out, or fit y in larger units`,
    { argument: 'x', row, value },
  );
}

/** As `predict`, with ±Infinity where a prediction is beyond float64, and NaN where a coefficient is. @throws FitError as `predict` otherwise */
export function curveAt({ model, theta }: FittedModel, x: PointsInput): Float64Array {
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
  return toFloat64Array(wideProduct(materialise(model, points, rows), theta, rows));
}
