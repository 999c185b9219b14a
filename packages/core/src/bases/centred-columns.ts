import { at } from '../at.js';
import type { Basis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import { FitError } from '../fit-error.js';
import { checkNames } from './check-names.js';

/** Settings of centred columns. */
export interface CentredColumnsOptions {
  /** Names of the d columns of x. */
  readonly variables: readonly string[];
  /** What is subtracted from each, d finite numbers. */
  readonly centres: readonly number[];
}

/**
 * The columns of x less a number each: φ(x) = x − m, in double-double. With m the mean, columns are orthogonal to the
 * constant, which they are nearly parallel to far from 0: years, temperatures in kelvin, timestamps.
 *
 * @throws FitError 'DUPLICATE_NAME' for the variables, 'INVALID_OPTION' unless there is one finite centre for each.
 */
export function centredColumns(options: CentredColumnsOptions): Basis {
  const variables = [...options.variables];
  const centres = [...options.centres];
  checkNames(variables, 'columns', 'variables');
  if (centres.length !== variables.length || !centres.every(Number.isFinite)) {
    throw new FitError('INVALID_OPTION', `centres must be ${variables.length} finite numbers, one for each variable`, {
      argument: 'centres',
      value: centres,
    });
  }
  const size = variables.length;
  const difference = new DoubleDouble();
  return {
    specification: { name: 'centred-columns', variables, centres },
    variables: size,
    size,
    names: variables.map((name, j) => (centres[j] === 0 ? name : `${name} - ${centres[j]}`)),
    evaluate(x, row, out, offset) {
      for (const [j, centre] of centres.entries()) {
        const { hi, lo } = difference.set(at(x.hi, row * size + j), at(x.lo, row * size + j)).add(-centre);
        out.hi[offset + j] = hi;
        out.lo[offset + j] = lo;
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
