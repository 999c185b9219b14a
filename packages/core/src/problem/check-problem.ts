import { at } from '../at.js';
import type { LowHalves, Problem } from '../contracts/problem.js';
import { problemKeys } from '../contracts/problem.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { checkConstraints } from './constraints/check-constraints.js';
import { checkError, checkLow, checkRest } from './inputs/check-low.js';
import { checkModel } from './check-model.js';
import { checkNonnegative } from './constraints/check-nonnegative.js';
import { checkSize } from './check-size.js';
import { isDetached } from './inputs/is-detached.js';
import { isFloat64Array } from './inputs/is-float64-array.js';
import { isObject } from '../is-object.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/**
 * Checks a problem at the door, once: nothing behind it looks again.
 *
 * @param target what y is called, where it is one of several
 * @throws FitError 'SHAPE_MISMATCH' when x is not n × d or weights are not n, or no coefficient would be left;
 * 'NO_OBSERVATIONS' when y is empty or every weight is 0; 'NON_FINITE_INPUT' and 'NEGATIVE_WEIGHT' with argument, row
 * and column; 'INVALID_INPUT' for arrays that are not Float64Array, and for low halves that are no rounding errors;
 * 'TOO_LARGE' when no array can hold the design; 'INVALID_OPTION' for a model, loss or penalty that is none and for
 * bounds on coefficients that are not there; and as `checkConstraints` does.
 */
export function checkProblem(problem: Problem, target = 'y'): void {
  if (!isObject(problem)) {
    throw invalidOption('problem', 'made by linearProblem, polynomialProblem or basisProblem', problem);
  }
  refuseUnknownOptions(problem, problemKeys, 'problem');
  const { x, y, weights, low, model, constraints, nonnegative } = problem;
  checkArray('x', x);
  checkArray(target, y);
  if (weights !== undefined) checkArray('weights', weights);
  checkModel(model);
  checkMethods(problem);
  const rows = y.length;
  if (rows === 0) {
    throw new FitError('NO_OBSERVATIONS', `${target} is empty: a fit needs at least one row`, { argument: target });
  }
  const { variables, specification } = model.basis;
  checkLength(
    'x',
    x.length,
    rows * variables,
    `${rows} rows of ${target} × ${variables} variable${variables === 1 ? '' : 's'}`,
  );
  if (weights) checkLength('weights', weights.length, rows, `one for each row of ${target}`);
  const coefficients = model.basis.size + Number(model.intercept);
  if (coefficients === 0) {
    throw new FitError('SHAPE_MISMATCH', 'the model has no coefficients: give it an intercept or a basis of size ≥ 1', {
      argument: 'model',
      value: 0,
    });
  }
  checkSize(rows, coefficients);
  checkFinite('x', x, specification.variables);
  checkFinite(target, y);
  if (weights) checkWeights(weights);
  if (low) checkLowInputs(low, x, variables);
  if (low?.y) checkLow(`low.${target}`, low.y, y);
  if (low?.weights) checkLow('low.weights', low.weights, weights ?? new Float64Array(0));
  if (constraints !== undefined) checkConstraints(model, constraints);
  if (nonnegative !== undefined) checkNonnegative(nonnegative, coefficients);
}

function checkArray(argument: string, array: Float64Array): void {
  if (isFloat64Array(array) && !isDetached(array)) return;
  throw new FitError(
    'INVALID_INPUT',
    `${argument} must be a Float64Array with its memory; polynomialProblem, linearProblem and basisProblem convert`,
    { argument, value: array },
  );
}

/** Enough to tell a loss and a penalty from the name of one. */
function checkMethods({ loss, penalty }: Problem): void {
  if (!isObject(loss) || typeof loss.rho !== 'function')
    throw invalidOption('loss', "a loss, such as squared({ reduction: 'sum' })", loss);
  if (penalty !== undefined && !(isObject(penalty) && typeof penalty.addGradient === 'function')) {
    throw invalidOption('penalty', 'a penalty, such as ridge(1)', penalty);
  }
}

function invalidOption(argument: string, expected: string, value: unknown): FitError {
  return new FitError('INVALID_OPTION', `${argument} must be ${expected}, got ${describeValue(value)}`, {
    argument,
    value,
  });
}

function placeOf(index: number, columns: number): { readonly row: number; readonly column: number } {
  return { row: Math.floor(index / columns), column: index % columns };
}

function checkLowInputs({ x: low, xRest: rest, xError: error }: LowHalves, x: Float64Array, variables: number): void {
  const place = (index: number) => placeOf(index, variables);
  if (low) checkLow('low.x', low, x, place);
  if (rest !== undefined) checkRest('low.xRest', rest, low ?? new Float64Array(x.length), place);
  checkError('low.xError', error);
}

function checkLength(argument: string, length: number, expected: number, why: string): void {
  if (length === expected) return;
  throw new FitError('SHAPE_MISMATCH', `${argument} has ${length} numbers, expected ${expected}: ${why}`, {
    argument,
    value: length,
  });
}

function checkFinite(argument: string, values: Float64Array, names?: readonly string[]): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const { row, column } = placeOf(bad, names?.length ?? 1);
  const value = at(values, bad);
  const where = names ? `${argument}, row ${row}, column ${column} ('${names[column]}')` : `${argument}, row ${row}`;
  throw new FitError(
    'NON_FINITE_INPUT',
    `${where} is ${value}: remove the row, or give it weight 0 and a finite value`,
    { argument, row, column, value },
  );
}

function checkWeights(weights: Float64Array): void {
  checkFinite('weights', weights);
  const row = weights.findIndex((weight) => weight < 0);
  if (row >= 0) {
    const value = at(weights, row);
    throw new FitError('NEGATIVE_WEIGHT', `weights, row ${row} is ${value}: weights must be ≥ 0`, {
      argument: 'weights',
      row,
      value,
    });
  }
  if (weights.every((weight) => weight === 0)) {
    throw new FitError('NO_OBSERVATIONS', 'every weight is 0: a fit needs a row of positive weight', {
      argument: 'weights',
    });
  }
}
