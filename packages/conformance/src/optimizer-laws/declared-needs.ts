import { sameBits } from '../laws/same-bits.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { descendQuadratic } from '../problems/descend-quadratic.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { usableRate } from './usable-rate.js';

const STEPS = 10;

export const declaredNeeds: OptimizerLaw = {
  name: 'declared-needs',
  statement:
    'with needs.evaluation "gradient" the value is never read: told NaN, the run has the same bits; without needs.spectrum neither is that',
  source: 'Contract of Needs',
  remedy: 'Declare "gradient+value" or spectrum: true, or do without.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const optimizer = trial.makeOptimizer({ learningRate: usableRate(trial.makeOptimizer, problem) });
      const expected = descendQuadratic(optimizer, problem, STEPS);
      if (!optimizer.needs.spectrum) {
        const without = optimizer.init(problem.start, { parameters: problem.start.length });
        if (optimizer.ask(without).theta.length !== problem.start.length) return 'init without a spectrum gives no θ';
      }
      if (optimizer.needs.evaluation !== 'gradient') return undefined;
      const blind = { ...problem, evaluate: (theta: Float64Array) => ({ ...problem.evaluate(theta), value: NaN }) };
      const found = descendQuadratic(optimizer, blind, STEPS);
      return sameBits(found, expected)
        ? undefined
        : `told the value NaN, it ends at [${found.join(', ')}], not [${expected.join(', ')}]`;
    });
  },
};
