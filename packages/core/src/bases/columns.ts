import { at } from '../at.js';
import type { Basis, ConditionedBasis } from '../contracts/basis.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { centredColumns } from './centred-columns.js';
import { checkNames } from './check-names.js';
import { MOST_CONDITIONED } from './most-conditioned.js';

/**
 * The columns of x as they are: φ(x) = x. Multiple linear regression.
 *
 * Closed forms with an intercept solve in the columns less their means and convert, which only the intercept sees.
 *
 * @throws FitError 'DUPLICATE_NAME' when two columns have one name.
 */
export function columns(names: readonly string[]): Basis {
  checkNames(names, 'columns', 'names');
  const size = names.length;
  const basis: Basis = {
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
  return size <= MOST_CONDITIONED ? { ...basis, conditioned: (x) => centred(basis.names, x) } : basis;
}

/** M = [1 −mᵀ; 0 I], without a rounding. */
function centred(variables: readonly string[], x: Float64Array): ConditionedBasis {
  const columns = variables.length;
  const rows = x.length / columns;
  const centres = new Float64Array(columns);
  const largest = new Float64Array(columns);
  for (const [k, value] of x.entries()) {
    const j = k % columns;
    centres[j] = at(centres, j) + value / rows;
    largest[j] = Math.max(at(largest, j), Math.abs(value));
  }
  const size = columns + 1;
  const changeOfBasis = doubleDoubleArray(size * size);
  for (let j = 0; j < size; j++) changeOfBasis.hi[j * (size + 1)] = 1;
  for (const [j, centre] of centres.entries()) changeOfBasis.hi[j + 1] = -centre;
  return {
    basis: centredColumns({ variables, centres: [...centres] }),
    changeOfBasis,
    errors: new Float64Array(size * size),
    columnSizes: Float64Array.of(1, ...largest.map((value) => value || 1)),
  };
}
