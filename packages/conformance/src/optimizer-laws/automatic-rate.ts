import { refusal } from '../laws/refusal.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { descendQuadratic } from '../problems/descend-quadratic.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { claimedRates } from './claimed-rates.js';

/** At the best rate of κ ≤ 100 gradient descent, the slowest of first-order methods, has (99/101)²⁰⁰⁰ = 4·10⁻¹⁸. */
const STEPS = 2000;
const CHANGE = 1e3;

export const automaticRate: OptimizerLaw = {
  name: 'automatic-rate',
  statement:
    'learning rate "auto" declares needs.spectrum, is refused with SPECTRUM_REQUIRED without one, and with one is the best rate and converges; an optimizer that knows no rates may refuse it with INVALID_OPTION',
  source: 'Contract of Context, Needs and LearningRates',
  remedy: 'Resolve "auto" in `init` from context.spectrum; throw FitError SPECTRUM_REQUIRED when it is absent.',
  async check(trial) {
    const { makeOptimizer } = trial;
    if (makeOptimizer({ learningRate: 1 }).learningRates === undefined) {
      const refused = await refusal('learning rate "auto"', 'INVALID_OPTION', () =>
        makeOptimizer({ learningRate: 'auto' }),
      );
      if (refused === undefined) return undefined;
    }
    return search(trial, quadraticRecipes, async (recipe) => {
      const problem = quadratic(recipe);
      const optimizer = makeOptimizer({ learningRate: 'auto' });
      if (!optimizer.needs.spectrum) return 'learning rate "auto" does not declare needs.spectrum';
      const parameters = problem.start.length;
      const refused = await refusal('init without a spectrum', 'SPECTRUM_REQUIRED', () =>
        optimizer.init(problem.start, { parameters }),
      );
      if (refused) return refused;
      const state = optimizer.init(problem.start, { parameters, spectrum: problem.spectrum });
      const best = claimedRates(optimizer, problem)?.best;
      const rate = optimizer.learningRate?.(state);
      if (best !== undefined && rate !== undefined && rate !== best)
        return `the rate in force is ${rate}, the best one ${best}`;
      const before = problem.excess(problem.start);
      const after = problem.excess(descendQuadratic(optimizer, problem, STEPS));
      return after < before / CHANGE ? undefined : `the excess goes from ${before} to ${after} in ${STEPS} steps`;
    });
  },
};
