import { sameBits } from '../laws/same-bits.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { usableRate } from './usable-rate.js';

const STEPS = 5;

export const startUnchanged: OptimizerLaw = {
  name: 'start-unchanged',
  statement:
    'the first θ asked for is the start; the start is copied, so that neither the run nor its owner changes the other’s',
  source: 'Contract of Optimizer.init',
  remedy: 'Float64Array.from(start) in `init`.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const optimizer = trial.makeOptimizer({ learningRate: usableRate(trial.makeOptimizer, problem) });
      const start = problem.start.slice();
      const kept = start.slice();
      let state = optimizer.init(start, { parameters: start.length, spectrum: problem.spectrum });
      if (!sameBits(optimizer.ask(state).theta, kept)) return 'the first θ asked for is not the start';
      for (let k = 0; k < STEPS; k++) state = optimizer.tell(state, problem.evaluate(optimizer.ask(state).theta));
      if (!sameBits(start, kept)) return `the start became [${start.join(', ')}]`;
      const before = optimizer.ask(state).theta.slice();
      start.fill(7);
      return sameBits(optimizer.ask(state).theta, before) ? undefined : 'writing to the start moved the run';
    });
  },
};
