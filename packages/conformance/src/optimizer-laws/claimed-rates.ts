import type { LearningRates, Optimizer } from '@wellposed/core';
import type { Quadratic } from '../problems/quadratic.js';

/** The rates that an optimizer claims on a quadratic, or nothing when it claims none or there is no finite one. */
export function claimedRates(optimizer: Optimizer, { spectrum }: Quadratic): LearningRates | undefined {
  const rates = optimizer.learningRates?.(spectrum);
  return rates && Number.isFinite(rates.largestStable) ? rates : undefined;
}
