import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';
import { rowSum } from './row-sum.js';

/** Σ wᵢ, or n without weights: what the reduction 'mean' divides by. */
export function totalWeight({ rows, weights }: LinearSystem): number {
  if (weights === undefined) return rows;
  const sum = rowSum(rows, 1, (from, to, out) => {
    for (let row = from; row < to; row++) out[0] = at(out, 0) + at(weights, row);
  });
  return at(sum(), 0);
}
