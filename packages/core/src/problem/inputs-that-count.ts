import { at } from '../at.js';
import type { Problem } from '../contracts/problem.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { eachLimb } from '../double-double/double-double-array.js';
import { inputsOf } from './inputs-of.js';

/** The rows of x of positive weight, n × d: the others may lie anywhere. The same arrays when all are. */
export function inputsThatCount(problem: Pick<Problem, 'x' | 'y' | 'weights' | 'low'>): ExpansionArray {
  const { x, y, weights } = problem;
  const all = inputsOf(problem);
  if (!weights?.includes(0)) return all;
  const variables = x.length / y.length;
  return eachLimb(all, (limb) => limb.filter((_, k) => at(weights, Math.floor(k / variables)) > 0));
}
