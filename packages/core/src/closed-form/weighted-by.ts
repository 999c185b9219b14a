import { at } from '../at.js';

/** √W v, n numbers; v itself, shared, when all weights are 1. */
export function weightedBy(rootWeights: Float64Array | undefined, v: Float64Array): Float64Array {
  return rootWeights ? v.map((value, i) => value * at(rootWeights, i)) : v;
}
