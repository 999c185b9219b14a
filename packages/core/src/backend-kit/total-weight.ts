import type { LinearSystem } from '../contracts/backend.js';
import { sumOf } from '../sum-of.js';

/** Σ wᵢ, or n without weights: what the reduction 'mean' divides by. */
export function totalWeight({ rows, weights }: LinearSystem): number {
  return weights ? sumOf(weights) : rows;
}
