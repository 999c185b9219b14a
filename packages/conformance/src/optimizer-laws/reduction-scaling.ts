import { at, gamma } from '@wellposed/core';
import { exceeds } from '../laws/exceeds.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search, UNINFORMATIVE } from '../search.js';
import { claimedRates } from './claimed-rates.js';

/** Roundings of a formula in λ_max, λ_min and a momentum, twice. */
const ROUNDINGS = 32;

export const reductionScaling: OptimizerLaw = {
  name: 'reduction-scaling',
  statement: 'dividing the objective by Σw ("mean" for "sum") multiplies every claimed learning rate by Σw',
  source: 'Contract of LearningRates: rates are in units of θ² ÷ objective',
  remedy: 'Rates are homogeneous of degree −1 in the eigenvalues: no constant may be added to either.',
  async check(trial) {
    const { makeOptimizer } = trial;
    if (!makeOptimizer({ learningRate: 1 }).learningRates) return undefined;
    return search(trial, quadraticRecipes, (recipe) => {
      const sum = quadratic({ ...recipe, reduction: 'sum' });
      const mean = quadratic({ ...recipe, reduction: 'mean' });
      const learningRate = 1 / at(sum.spectrum.eigenvalues, 0);
      const one = claimedRates(makeOptimizer({ learningRate }), sum);
      const other = claimedRates(makeOptimizer({ learningRate: learningRate * recipe.totalWeight }), mean);
      if (!one || !other) return UNINFORMATIVE;
      for (const rate of ['largestStable', 'best'] as const) {
        const ratio = other[rate] / (one[rate] * recipe.totalWeight);
        const broken = exceeds(
          `|${rate} of mean ÷ (Σw · ${rate} of sum) − 1|`,
          Math.abs(ratio - 1),
          gamma(ROUNDINGS, 2 ** -53),
        );
        if (broken) return broken;
      }
      return undefined;
    });
  },
};
