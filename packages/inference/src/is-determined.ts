import type { Solution } from '@wellposed/core';
import type { Obstacle } from './obstacle.js';

/**
 * Whether the data determine coefficient j; none of them when a dependence is not told in the coefficients' names.
 *
 * When rank < p, S Sᵀ is a generalised inverse of AᵀWA: the variance of θⱼ does not depend on which one, iff θⱼ is
 * estimable, that is iff column j takes part in no linear dependence.
 *
 * Source: Searle, Linear Models (1971), §5.4.
 */
export function isDetermined({ rank, names }: Solution, j: number): boolean {
  if (rank?.verdict !== 'deficient') return true;
  const { dependentColumns } = rank;
  const told = dependentColumns.length > 0 && dependentColumns.every((column) => names.includes(column));
  return told && !dependentColumns.includes(names[j] ?? '');
}

/** What stands in the way of a coefficient that is not determined. */
export const notEstimable: Obstacle = {
  code: 'NOT_ESTIMABLE',
  reason: 'the data do not determine a coefficient whose column takes part in a linear dependence',
};

/** What stands in the way of a coefficient that has one possible value only. */
export const fixedByConstraints: Obstacle = {
  code: 'FIXED_BY_CONSTRAINTS',
  reason: 'the equality constraints leave the coefficient one value only',
};
