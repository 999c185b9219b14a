import { at } from '../at.js';
import type { Basis } from '../contracts/basis.js';
import { FitError } from '../fit-error.js';

/**
 * The columns of x as they are: φ(x) = x. Multiple linear regression.
 *
 * @throws FitError 'DUPLICATE_NAME' when two columns have one name.
 */
export function columns(names: readonly string[]): Basis {
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) {
    throw new FitError('DUPLICATE_NAME', `two columns are named '${duplicate}': names must differ`, {
      argument: 'names',
      value: duplicate,
    });
  }
  const size = names.length;
  return {
    specification: { name: 'columns', variables: [...names] },
    variables: size,
    size,
    names: [...names],
    evaluate(x, row, out, offset) {
      for (let j = 0; j < size; j++) {
        out.hi[offset + j] = at(x.hi, row * size + j);
        out.lo[offset + j] = at(x.lo, row * size + j);
      }
    },
    differentiate(_x, _row, variable, out, offset) {
      for (let j = 0; j < size; j++) out[offset + j] = j === variable ? 1 : 0;
    },
  };
}
