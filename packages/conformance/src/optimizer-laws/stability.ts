import { at } from '@wellposed/core';
import type { OptimizerLaw } from '../optimizer-law.js';
import { descendQuadratic } from '../problems/descend-quadratic.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search, UNINFORMATIVE } from '../search.js';
import { claimedRates } from './claimed-rates.js';

/** How near to the bound: half a percent below must converge, half a percent above diverge. */
const MARGIN = 0.005;
/** At that margin gradient descent multiplies its fastest mode by 1 ∓ 2·0.005 a step: 0.99²⁰⁰⁰ = 2·10⁻⁹, 1.01²⁰⁰⁰ = 4·10⁸. */
const STEPS = 2000;
/** The objective goes with the square of that; a thousandfold change either way leaves no doubt. */
const CHANGE = 1e3;

export const stability: OptimizerLaw = {
  name: 'stability',
  statement:
    'just below `learningRates(spectrum).largestStable` descent converges, just above it diverges, for sum and mean alike',
  source: 'Contract of LearningRates; Polyak, Introduction to Optimization (1987), §1.4, §3.2.1',
  remedy:
    'The bound comes from the largest eigenvalue of the Hessian with the reduction applied: 2/λ_max for gradient descent.',
  async check(trial) {
    const { makeOptimizer } = trial;
    if (!makeOptimizer({ learningRate: 1 }).learningRates) return undefined;
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const rates = claimedRates(makeOptimizer({ learningRate: 1 / at(problem.spectrum.eigenvalues, 0) }), problem);
      if (!rates) return UNINFORMATIVE;
      const { largestStable, best } = rates;
      if (!(best > 0 && best <= largestStable)) return `best = ${best} is not in (0, largestStable = ${largestStable}]`;
      const before = problem.excess(problem.start);
      const run = (rate: number): number =>
        problem.excess(descendQuadratic(makeOptimizer({ learningRate: rate }), problem, STEPS));
      const where = `largestStable = ${largestStable}, reduction '${recipe.reduction}', excess ${before}`;
      const below = run(largestStable * (1 - MARGIN));
      if (!(below < before / CHANGE))
        return `just below the bound the excess is ${below} after ${STEPS} steps; ${where}`;
      const above = run(largestStable * (1 + MARGIN));
      if (above < before * CHANGE) return `just above the bound the excess is ${above} after ${STEPS} steps; ${where}`;
      return undefined;
    });
  },
};
