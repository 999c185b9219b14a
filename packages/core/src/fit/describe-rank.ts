import type { Factorization } from '../contracts/backend.js';
import type { Rank } from '../contracts/solution.js';

/**
 * The rank decision in the user's terms.
 *
 * A column takes no part in a dependence when its entries in the null space are rounding errors: below √τ, halfway
 * between the threshold and 1. When the factorised columns are combinations of the user's (a changed basis), every
 * one of the user's takes part.
 *
 * @param names p names of the coefficients
 */
export function describeRank(factorization: Factorization, names: readonly string[], changedBasis: boolean): Rank {
  const { rank, threshold, nullSpace } = factorization;
  const dimension = names.length - rank;
  const takesPart = (j: number): boolean =>
    nullSpace.subarray(j * dimension, (j + 1) * dimension).some((value) => Math.abs(value) > Math.sqrt(threshold));
  const dependentColumns = dimension === 0 ? [] : changedBasis ? names : names.filter((_, j) => takesPart(j));
  return { numerical: rank, threshold, verdict: dimension === 0 ? 'full' : 'deficient', dependentColumns };
}
