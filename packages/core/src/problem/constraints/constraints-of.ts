import { at } from '../../at.js';
import type { EqualityConstraint, Model } from '../../contracts/problem.js';
import type { DoubleDoubleArray } from '../../double-double/double-double-array.js';
import { doubleDoubleArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { coefficientIndex } from './coefficient-index.js';
import type { CoefficientConstraint, Constraint, PointConstraint } from './constraint.js';
import { coefficientConstraintKeys, pointConstraintKeys } from './constraint.js';
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js';
import { isObject } from '../../is-object.js';
import { toDoubleDouble } from '../inputs/to-double-double.js';
import { toScalar } from '../inputs/to-scalar.js';

const EXPECTED = 'a constraint is { terms, equals } or { at, derivative, equals }';

/**
 * The constraints of a problem, from what a caller writes: Σ terms[name] θ(name) = equals, or f(at) = equals, or f′(at) = equals.
 *
 * A value or slope of a polynomial in powers of x at x = 0 is its coefficient of 1 or x: written as such, it is met to the
 * last digit. Elsewhere both stay points, and are formed in double-double.
 *
 * @throws FitError 'INVALID_OPTION' for what is no constraint, for names that are not known and for slopes of models of
 * several variables; 'INVALID_INPUT' for what is no number, 'SHAPE_MISMATCH' for a point of another dimension. The row is
 * the constraint's index.
 */
export function constraintsOf(model: Model, constraints: readonly Constraint[]): readonly EqualityConstraint[] {
  const given: unknown = constraints;
  if (!Array.isArray(given)) throw invalid('constraints must be an array', given);
  const indexOf = coefficientIndex(model, 'constraints');
  return constraints.map((constraint: Constraint, row) => {
    if (!isObject(constraint)) throw invalid(EXPECTED, constraint, row);
    const refuseUnknown = (known: Readonly<Record<string, true>>): void =>
      refuseUnknownOptions(constraint, known, `constraints[${row}]`, { argument: 'constraints', row });
    if ('terms' in constraint && !('at' in constraint)) {
      refuseUnknown(coefficientConstraintKeys);
      return onCoefficients(constraint, row);
    }
    if ('at' in constraint && !('terms' in constraint)) {
      refuseUnknown(pointConstraintKeys);
      return atPoint(model, constraint, row);
    }
    throw invalid(EXPECTED, constraint, row);
  });

  function onCoefficients({ terms, equals }: CoefficientConstraint, row: number): EqualityConstraint {
    if (!isObject(terms)) {
      throw invalid('terms must be an object, { name: factor }', terms, row);
    }
    const coefficients = doubleDoubleArray(model.basis.size + Number(model.intercept));
    for (const [name, factor] of Object.entries(terms)) {
      const { hi, lo } = toScalar(factor, 'constraints', row);
      const index = indexOf(name, row);
      coefficients.hi[index] = at(hi, 0);
      coefficients.lo[index] = at(lo, 0);
    }
    return { coefficients, value: toScalar(equals, 'constraints', row) };
  }
}

function atPoint(
  model: Model,
  { at: point, derivative = 0, equals }: PointConstraint,
  row: number,
): EqualityConstraint {
  const { basis, intercept } = model;
  const x = toDoubleDouble(typeof point === 'number' ? [point] : point, 'constraints', row);
  if (x.hi.length !== basis.variables) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `constraints[${row}] is at a point of ${x.hi.length} numbers, x has ${basis.variables} columns`,
      { argument: 'constraints', row, value: x.hi.length },
    );
  }
  const order: unknown = derivative;
  if (order !== 0 && order !== 1) throw invalid('derivative must be 0 or 1', order, row);
  if (derivative === 1 && basis.variables !== 1) {
    throw invalid(`a slope needs a model of one variable, this has ${basis.variables}`, derivative, row);
  }
  const value = toScalar(equals, 'constraints', row);
  const power = powerAtZero(model, x, derivative);
  if (power === undefined) return { at: x, derivative, value };
  const coefficients = doubleDoubleArray(basis.size + Number(intercept));
  const index = power - Number(!intercept);
  if (index >= 0 && index < coefficients.hi.length) coefficients.hi[index] = 1;
  return { coefficients, value };
}

/** The power of x whose coefficient is f(0) or f′(0); undefined elsewhere, and in other bases. */
function powerAtZero({ basis }: Model, x: DoubleDoubleArray, derivative: 0 | 1): number | undefined {
  return basis.specification.name === 'monomial' && at(x.hi, 0) === 0 ? derivative : undefined;
}

function invalid(what: string, value: unknown, row?: number): FitError {
  return new FitError('INVALID_OPTION', row === undefined ? what : `constraints[${row}]: ${what}`, {
    argument: 'constraints',
    ...(row !== undefined && { row }),
    value,
  });
}
