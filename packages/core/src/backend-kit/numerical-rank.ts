import { at } from '../at.js';

/** How many of the singular values (descending, at least one) exceed `threshold` times the largest; 0 for a zero matrix. */
export function numericalRank(singularValues: Float64Array, threshold: number): number {
  const smallest = threshold * at(singularValues, 0);
  return singularValues.filter((sigma) => sigma > smallest).length;
}
