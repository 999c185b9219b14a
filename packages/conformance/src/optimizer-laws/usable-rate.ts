import { at } from '@wellposed/core';
import type { MakeOptimizer } from '../optimizer-law.js';
import type { Quadratic } from '../problems/quadratic.js';
import { claimedRates } from './claimed-rates.js';

/** A learning rate for laws that are not about rates: half of the largest stable one, or a tenth of 1/λ_max where none is claimed. */
export function usableRate(makeOptimizer: MakeOptimizer, problem: Quadratic): number {
  const fallback = 0.1 / at(problem.spectrum.eigenvalues, 0);
  const rates = claimedRates(makeOptimizer({ learningRate: fallback }), problem);
  return rates ? rates.largestStable / 2 : fallback;
}
