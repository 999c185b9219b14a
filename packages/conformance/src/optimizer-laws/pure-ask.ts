import type { OptimizerLaw } from '../optimizer-law.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { sameBits } from '../laws/same-bits.js';
import { usableRate } from './usable-rate.js';

const STEPS = 10;

export const pureAsk: OptimizerLaw = {
  name: 'pure-ask',
  statement: 'asking twice gives the same θ, of p finite numbers, and asking or not does not change the run',
  source: 'Contract of Optimizer.ask',
  remedy: 'Compute the next θ in `tell`, keep it in the state, and only read it in `ask`.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const optimizer = trial.makeOptimizer({ learningRate: usableRate(trial.makeOptimizer, problem) });
      const context = { parameters: problem.start.length, spectrum: problem.spectrum };
      let often = optimizer.init(problem.start, context);
      let once = optimizer.init(problem.start, context);
      for (let k = 0; k < STEPS; k++) {
        const first = optimizer.ask(often).theta.slice();
        optimizer.ask(often);
        const again = optimizer.ask(often).theta;
        if (first.length !== problem.start.length) return `θ has ${first.length} numbers, not ${problem.start.length}`;
        if (!first.every(Number.isFinite)) return `θ is [${first.join(', ')}] at step ${k}`;
        if (!sameBits(first, again))
          return `asked again at step ${k}: [${first.join(', ')}], then [${again.join(', ')}]`;
        const other = optimizer.ask(once).theta.slice();
        if (!sameBits(first, other)) return `asking often changed the run at step ${k}`;
        often = optimizer.tell(often, problem.evaluate(first));
        once = optimizer.tell(once, problem.evaluate(other));
      }
      return undefined;
    });
  },
};
