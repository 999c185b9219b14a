import { norm, type Solution } from '@wellposed/core';
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
  const { names, inverseRoot } = solution;
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
  const rank = inverseRoot.length / names.length;
  return finiteQuantity(s * norm(inverseRoot.subarray(j * rank, (j + 1) * rank)));
}

/** Whether the data determine coefficient j; none of them when a dependence is not told in the coefficients' names. */
function isDetermined({ rank, names }: Solution, j: number): boolean {
  if (rank === undefined || rank.numerical >= names.length) return true;
  const { dependentColumns } = rank;
  const told = dependentColumns.length > 0 && dependentColumns.every((column) => names.includes(column));
  return told && !dependentColumns.includes(names[j] ?? '');
}
