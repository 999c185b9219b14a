import { at } from '../at.js';
import type { Model } from '../contracts/problem.js';
import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { byRows, runSync } from '../fit/steps.js';
import { allocate } from './inputs/allocate.js';
import { callableBasis } from './cloneable-model.js';
import { addFeatureErrors, hasFeatureErrors } from '../bases/feature-errors.js';
import { coefficientNames } from './coefficient-names.js';

/**
 * The design A = [1, φ(x)], n × p, row-major, in double-double.
 *
 * @param x n × d, row-major
 * @throws FitError 'NON_FINITE_INPUT' when a feature is too large (2⁹⁹⁶ and more) for double-double, with row and column;
 * 'TOO_LARGE' when there is no memory for n × p numbers.
 */
export function materialise(model: Model, x: ExpansionArray, rows: number): DoubleDoubleArray {
  return runSync(materialiseSteps(model, x, rows));
}

/** As `materialise`, with pauses. */
export function* materialiseSteps(model: Model, x: ExpansionArray, rows: number): Steps<DoubleDoubleArray> {
  const { intercept } = model;
  const basis = callableBasis(model.basis);
  const first = Number(intercept);
  const columns = basis.size + first;
  const design = { hi: allocate(rows * columns, 'x'), lo: allocate(rows * columns, 'x') };
  yield* byRows(rows, 64 * columns, (from, to) => {
    for (let row = from; row < to; row++) {
      if (intercept) design.hi[row * columns] = 1;
      basis.evaluate(x, row, design, row * columns + first);
    }
  });
  const bad = design.lo.findIndex((low, index) => !Number.isFinite(low) || !Number.isFinite(at(design.hi, index)));
  if (bad < 0) return design;
  const row = Math.floor(bad / columns);
  const column = bad % columns;
  const name = coefficientNames(model)[column] ?? '';
  throw new FitError(
    'NON_FINITE_INPUT',
    `column '${name}' overflows at row ${row} of x: leave the row out, or give x in other units from the start`,
    { argument: 'x', row, column, value: at(design.hi, bad) },
  );
}

/** Bounds on the absolute errors of the entries of `materialise`, n × p, beyond double-double's rounding; undefined when all are 0. */
export function* designErrorsOf(
  { basis, intercept }: Model,
  x: ExpansionArray,
  rows: number,
): Steps<Float64Array | undefined> {
  if (!hasFeatureErrors(basis, x)) return undefined;
  const first = Number(intercept);
  const columns = basis.size + first;
  const errors = allocate(rows * columns, 'x');
  yield* byRows(rows, 16 * columns * Math.max(1, basis.variables), (from, to) => {
    for (let row = from; row < to; row++) {
      addFeatureErrors(basis, x, row, undefined, errors, row * columns + first);
    }
  });
  return errors.some((error) => error > 0) ? errors : undefined;
}
