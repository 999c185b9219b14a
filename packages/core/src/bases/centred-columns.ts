import { at } from '../at.js';
import type { ExactNumber } from '../contracts/basis-specification.js';
import type { Basis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import { ExactSum, leadingOf } from '../double-double/exact-sum.js';
import { FitError } from '../fit-error.js';
import { checkNames } from './check-names.js';

/** Settings of centred columns. */
export interface CentredColumnsOptions {
  /** Names of the d columns of x. */
  readonly variables: readonly string[];
  /** What is subtracted from each, d finite numbers. */
  readonly centres: readonly ExactNumber[];
}

/**
 * The columns of x less a number each: φ(x) = x − m, in double-double, with all its digits however many x and m share. With m the mean, columns are orthogonal to the
 * constant, which they are nearly parallel to far from 0: years, temperatures in kelvin, timestamps.
 *
 * @throws FitError 'DUPLICATE_NAME' for the variables, 'INVALID_OPTION' unless there is one finite centre for each.
 */
export function centredColumns(options: CentredColumnsOptions): Basis {
  const variables = [...options.variables];
  const centres = [...options.centres];
  checkNames(variables, 'columns', 'variables');
  if (centres.length !== variables.length || !centres.every((centre) => Number.isFinite(leadingOf(centre)))) {
    throw new FitError('INVALID_OPTION', `centres must be ${variables.length} finite numbers, one for each variable`, {
      argument: 'centres',
      value: centres,
    });
  }
  const size = variables.length;
  const difference = new DoubleDouble();
  const sum = new ExactSum();
  return {
    specification: { name: 'centred-columns', variables, centres },
    variables: size,
    size,
    names: variables.map((name, j) => (centres[j] === 0 ? name : `${name} - ${leadingOf(centres[j] ?? 0)}`)),
    readsRest: true,
    evaluate(x, row, out, offset) {
      for (const [j, centre] of centres.entries()) {
        const index = row * size + j;
        if (!x.rest && typeof centre === 'number') difference.set(at(x.hi, index), at(x.lo, index)).add(-centre);
        else sum.clear().addNumber(x, index, 1).addExact(centre, -1).take(difference);
        out.hi[offset + j] = difference.hi;
        out.lo[offset + j] = difference.lo;
      }
    },
    differentiate(_x, _row, variable, out, offset) {
      for (let j = 0; j < size; j++) {
        out.hi[offset + j] = j === variable ? 1 : 0;
        out.lo[offset + j] = 0;
      }
    },
  };
}
