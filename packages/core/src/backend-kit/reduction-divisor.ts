import type { LinearSystem } from '../contracts/backend.js';
import { sumOf } from '../sum-of.js';

/** What the loss is divided by: 1 for the reduction 'sum', for 'mean' Σ wᵢ, n without weights. */
export function reductionDivisor({ rows, weights, loss }: Pick<LinearSystem, 'rows' | 'weights' | 'loss'>): number {
  if (loss.reduction === 'sum') return 1;
  return weights ? sumOf(weights) : rows;
}
