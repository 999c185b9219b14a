import { at } from '../at.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { WideArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import { scaleByPower } from '../power-of-two.js';

/**
 * The coefficients s in a working basis of those in the user's, M s = start: back substitution in double-double, rounded once. The
 * changes of basis of polynomials and of centred columns are upper triangular.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §8.1: each sⱼ is exact for coefficients of M and of the start
 * that are off by p roundings of double-double.
 *
 * @param changeOfBasis M, p × p, row-major
 * @param start p numbers
 * @throws FitError 'INVALID_OPTION' for a start that cannot be converted: M is not of that kind, or s overflows
 */
export function startInBasis(changeOfBasis: WideArray, start: Float64Array): Float64Array {
  const p = start.length;
  // Nothing to convert: the default start.
  if (start.every((value) => value === 0)) return start;
  const { hi, lo, exponents } = changeOfBasis;
  const solution = doubleDoubleArray(p);
  const rest = new DoubleDouble();
  for (let j = p - 1; j >= 0; j--) {
    const isTriangular = hi.subarray(j * p, j * p + j).every((entry) => entry === 0);
    rest.set(exponents ? scaleByPower(at(start, j), -at(exponents, j)) : at(start, j));
    for (let k = j + 1; k < p; k++) {
      rest.addProduct(-at(hi, j * p + k), -at(lo, j * p + k), at(solution.hi, k), at(solution.lo, k));
    }
    rest.divide(at(hi, j * p + j), at(lo, j * p + j));
    if (!isTriangular || !Number.isFinite(rest.hi)) {
      throw new FitError(
        'INVALID_OPTION',
        'start cannot be written in the basis in which a float32 backend descends: leave it out, or ask for that basis',
        { argument: 'start', row: j, value: at(start, j) },
      );
    }
    solution.hi[j] = rest.hi;
    solution.lo[j] = rest.lo;
  }
  return solution.hi;
}
