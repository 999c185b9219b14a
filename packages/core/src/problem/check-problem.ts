import { at } from '../at.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';

/**
 * Checks a problem at the door, once: nothing behind it looks again.
 *
 * @throws FitError 'SHAPE_MISMATCH' when x is not n × d or weights are not n, or no coefficient would be left;
 * 'NO_OBSERVATIONS' when y is empty or every weight is 0; 'NON_FINITE_INPUT' and 'NEGATIVE_WEIGHT' with argument, row
 * and column; 'INVALID_INPUT' for arrays that are not Float64Array, and for low halves that are no rounding errors.
 */
export function checkProblem(problem: Problem): void {
  const { x, y, weights, low, model } = problem;
  const { variables } = model.basis;
  for (const [argument, array] of Object.entries({ x, y, weights })) {
    if (array !== undefined && !(array instanceof Float64Array)) {
      throw new FitError(
        'INVALID_INPUT',
        `${argument} must be a Float64Array; polynomialProblem and linearProblem convert`,
        {
          argument,
          value: array,
        },
      );
    }
  }
  const rows = y.length;
  if (rows === 0) throw new FitError('NO_OBSERVATIONS', 'y is empty: a fit needs at least one row', { argument: 'y' });
  checkLength('x', x.length, rows * variables, `${rows} rows of y × ${variables} variables`);
  if (weights) checkLength('weights', weights.length, rows, 'one for each row of y');
  if (model.basis.size + Number(model.intercept) === 0) {
    throw new FitError('SHAPE_MISMATCH', 'the model has no coefficients: give it an intercept or a basis of size ≥ 1', {
      argument: 'model',
      value: 0,
    });
  }
  checkFinite('x', x, model.basis.specification.variables);
  checkFinite('y', y);
  if (weights) checkWeights(weights);
  if (low?.x) checkLow('low.x', low.x, x, variables);
  if (low?.y) checkLow('low.y', low.y, y);
  if (low?.weights) checkLow('low.weights', low.weights, weights ?? new Float64Array(0));
}

/** A low half is what rounding left: it must not change the number that it is added to. */
function checkLow(argument: string, low: Float64Array, high: Float64Array, columns = 1): void {
  checkLength(argument, low.length, high.length, 'one for each number that it completes');
  const bad = low.findIndex((rest, index) => at(high, index) + rest !== at(high, index));
  if (bad < 0) return;
  const value = at(low, bad);
  throw new FitError(
    'INVALID_INPUT',
    `${argument}[${bad}] is ${value}, more than rounding ${at(high, bad)} can leave`,
    {
      argument,
      row: Math.floor(bad / columns),
      column: bad % columns,
      value,
    },
  );
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
  const columns = names?.length ?? 1;
  const row = Math.floor(bad / columns);
  const column = bad % columns;
  const value = at(values, bad);
  const where = names ? `${argument}, row ${row}, column ${column} ('${names[column]}')` : `${argument}, row ${row}`;
  throw new FitError(
    'NON_FINITE_INPUT',
    `${where} is ${value}: remove the row, or give it weight 0 and a finite value`,
    {
      argument,
      row,
      column,
      value,
    },
  );
}

function checkWeights(weights: Float64Array): void {
  checkFinite('weights', weights);
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    const value = at(weights, negative);
    throw new FitError('NEGATIVE_WEIGHT', `weights, row ${negative} is ${value}: weights must be ≥ 0`, {
      argument: 'weights',
      row: negative,
      value,
    });
  }
  if (weights.every((weight) => weight === 0)) {
    throw new FitError('NO_OBSERVATIONS', 'every weight is 0: a fit needs a row of positive weight', {
      argument: 'weights',
    });
  }
}
