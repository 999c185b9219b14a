import { at } from '../at.js';
import type { Problem } from '../contracts/problem.js';

/** The rows of x of positive weight, n × d: the others may lie anywhere. The same array when all are. */
export function inputsThatCount({ x, y, weights }: Pick<Problem, 'x' | 'y' | 'weights'>): Float64Array {
  if (!weights?.includes(0)) return x;
  const variables = x.length / y.length;
  return x.filter((_, k) => at(weights, Math.floor(k / variables)) > 0);
}
