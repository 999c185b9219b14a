import type { ExpansionArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import { joinRows } from './join-rows.js';
import type { PointsInput } from './number-input.js';
import { toDoubleDouble } from './to-double-double.js';
import { isRows } from './to-table.js';

/**
 * Points at which a model is evaluated, of as many limbs as their text takes: m × d, row-major.
 *
 * @param x m rows of d numbers each, or m × d numbers row-major; for d = 1 also one number, which is one point
 * @param variables d; how many numbers a row-major x holds is for the caller to check
 * @throws FitError 'SHAPE_MISMATCH' for rows of another length than d, one number for another d than 1, and as `joinRows` and `toDoubleDouble` do
 */
export function pointsOf(x: PointsInput, variables: number): ExpansionArray {
  if (typeof x === 'number') {
    if (variables === 1) return toDoubleDouble([x], 'x');
    throw new FitError('SHAPE_MISMATCH', `x is the number ${x}, the model takes ${variables} columns of x`, {
      argument: 'x',
      value: x,
    });
  }
  if (!isRows(x)) return toDoubleDouble(x, 'x');
  const points = joinRows(x, 'x');
  const columns = points.hi.length / Math.max(1, x.length);
  if (x.length > 0 && columns !== variables) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `x has rows of ${columns} numbers, the model takes ${variables} columns of x`,
      {
        argument: 'x',
        row: 0,
        value: columns,
      },
    );
  }
  return points;
}
