import { at, DoubleDouble, type DoubleDoubleArray, norm, type Solution } from '@wellposed/core';
import { finiteQuantity, isObstacle, type Quantity } from './obstacle.js';

/**
 * se(θⱼ) = s ‖Sⱼ‖₂ with row j of the solution's S (p × rank); or why there is none.
 *
 * When rank < p, S Sᵀ is a generalised inverse of AᵀWA: the variance of θⱼ does not depend on which one, iff θⱼ is
 * estimable, that is iff column j takes part in no linear dependence.
 *
 * Source: Searle, Linear Models (1971), §5.4.
 *
 * @param s residual standard deviation
 */
export function standardError(solution: Solution, j: number, s: Quantity): Quantity {
  const { names, working } = solution;
  const { inverseRoot, changeOfBasis } = working;
  if (isObstacle(s)) return s;
  if (!isDetermined(solution, j)) {
    return {
      code: 'NOT_ESTIMABLE',
      reason: 'the data do not determine a coefficient whose column takes part in a linear dependence',
    };
  }
  if (inverseRoot === undefined) {
    return { code: 'NO_FACTORIZATION', reason: 'the fit had no factorisation of the design at hand' };
  }
  return finiteQuantity(s * norm(userRow(inverseRoot, changeOfBasis, j, names.length)));
}

/** Row j of M S (M absent: of S), rounded once. */
function userRow(root: DoubleDoubleArray, m: DoubleDoubleArray | undefined, j: number, p: number): Float64Array {
  const rank = root.hi.length / p;
  if (!m) return root.hi.subarray(j * rank, (j + 1) * rank);
  const sum = new DoubleDouble();
  return Float64Array.from({ length: rank }, (_, k) => {
    sum.set(0);
    for (let i = 0; i < p; i++) {
      const [a, b] = [j * p + i, i * rank + k];
      sum.addProduct(at(m.hi, a), at(m.lo, a), at(root.hi, b), at(root.lo, b));
    }
    return sum.hi;
  });
}

/** Whether the data determine coefficient j; none of them when a dependence is not told in the coefficients' names. */
function isDetermined({ rank, names }: Solution, j: number): boolean {
  if (rank === undefined || rank.numerical >= names.length) return true;
  const { dependentColumns } = rank;
  const told = dependentColumns.length > 0 && dependentColumns.every((column) => names.includes(column));
  return told && !dependentColumns.includes(names[j] ?? '');
}
