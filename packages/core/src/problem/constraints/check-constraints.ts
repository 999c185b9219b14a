import { at } from '../../at.js';
import type { EqualityConstraint, Model } from '../../contracts/problem.js';
import type { ExpansionArray } from '../../double-double/double-double-array.js';
import { doubleDoubleArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { checkError, checkLow, checkRest } from '../inputs/check-low.js';
import { isFloat64Array } from '../inputs/is-float64-array.js';
import { isObject } from '../../is-object.js';

/**
 * Checks each constraint by itself; whether they agree with one another is found when they are eliminated.
 *
 * @throws FitError 'SHAPE_MISMATCH' unless there are p coefficients or d numbers of a point, and one value;
 * 'NON_FINITE_INPUT'; 'INVALID_INPUT' for arrays that are no Float64Array and low halves that are no rounding errors;
 * 'INVALID_OPTION' for another derivative than 0 or 1, or one of several variables; 'INCONSISTENT_CONSTRAINTS' for
 * 0 = value ≠ 0. The row is the constraint's index.
 */
export function checkConstraints(model: Model, constraints: readonly EqualityConstraint[]): void {
  const given: unknown = constraints;
  if (!Array.isArray(given)) throw refusal('INVALID_INPUT', 'constraints must be an array', { value: constraints });
  for (const [row, constraint] of constraints.entries()) {
    const terms = termsOf(model, constraint, row);
    checkNumbers(constraint.value, 1, row);
    if (terms.some((term) => term !== 0)) continue;
    const value = at(constraint.value.hi, 0);
    if (value === 0) continue;
    throw refusal('INCONSISTENT_CONSTRAINTS', `no coefficient is in it, so that it says 0 = ${value}`, { row, value });
  }
}

/** The factors of the p coefficients, as far as float64 knows them. */
function termsOf(model: Model, constraint: EqualityConstraint, row: number): Float64Array {
  const { basis, intercept } = model;
  const first = Number(intercept);
  const parameters = basis.size + first;
  if (!isObject(constraint)) {
    throw refusal('INVALID_INPUT', 'it must hold coefficients, or a point, and a value', { row, value: constraint });
  }
  if (!('at' in constraint)) {
    checkNumbers(constraint.coefficients, parameters, row);
    return constraint.coefficients.hi;
  }
  const { at: point, derivative } = constraint;
  checkNumbers(point, basis.variables, row);
  const order: unknown = derivative;
  if (order !== 0 && (order !== 1 || basis.variables !== 1)) {
    const why = 'derivative must be 0, or 1 for a model of one variable';
    throw refusal('INVALID_OPTION', why, { row, value: order });
  }
  const terms = doubleDoubleArray(parameters);
  if (derivative === 1) basis.differentiate(point, 0, 0, terms, first);
  else basis.evaluate(point, 0, terms, first);
  if (intercept) terms.hi[0] = 1 - derivative;
  const bad = terms.hi.findIndex((term, j) => !Number.isFinite(term) || !Number.isFinite(at(terms.lo, j)));
  if (bad < 0) return terms.hi;
  throw refusal('NON_FINITE_INPUT', 'a feature overflows at that point', {
    row,
    column: bad,
    value: at(terms.hi, bad),
  });
}

function checkNumbers(numbers: ExpansionArray, length: number, row: number): void {
  if (!isObject(numbers) || !isFloat64Array(numbers.hi) || !isFloat64Array(numbers.lo)) {
    throw refusal('INVALID_INPUT', 'its numbers must be in double-double, two Float64Arrays', { row, value: numbers });
  }
  const { hi, lo, rest, error } = numbers;
  if (hi.length !== length) {
    throw refusal('SHAPE_MISMATCH', `${hi.length} numbers, expected ${length}`, { row, value: hi.length });
  }
  const column = hi.findIndex((value) => !Number.isFinite(value));
  if (column >= 0) {
    const value = at(hi, column);
    throw refusal('NON_FINITE_INPUT', `a number of it is ${value}`, { row, column, value });
  }
  const place = (column: number) => ({ row, column });
  checkLow('constraints', lo, hi, place);
  if (rest !== undefined) checkRest('constraints', rest, lo, place);
  checkError('constraints', error);
}

function refusal(
  code: FitError['code'],
  what: string,
  place: { readonly row?: number; readonly column?: number; readonly value: unknown },
): FitError {
  const where = place.row === undefined ? '' : `constraints[${place.row}]: `;
  return new FitError(code, `${where}${what}`, { argument: 'constraints', ...place });
}
