import { at } from '../at.js';
import type { Basis } from '../contracts/basis.js';
import { checkNames } from './check-names.js';

/**
 * The columns of x as they are: φ(x) = x. Multiple linear regression.
 *
 * @throws FitError 'DUPLICATE_NAME' when two columns have one name.
 */
export function columns(names: readonly string[]): Basis {
  checkNames(names, 'columns', 'names');
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
      for (let j = 0; j < size; j++) {
        out.hi[offset + j] = j === variable ? 1 : 0;
        out.lo[offset + j] = 0;
      }
    },
  };
}
