import { sameBits } from '../laws/same-bits.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { descendQuadratic } from '../problems/descend-quadratic.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { usableRate } from './usable-rate.js';

const STEPS = 10;

export const borrowedGradient: OptimizerLaw = {
  name: 'borrowed-gradient',
  statement:
    'the gradient is the backend’s: it is neither written to nor kept, so that a buffer that is overwritten gives the same bits',
  source: 'Contract of Evaluation: the gradient may be overwritten by the next evaluation',
  remedy: 'Copy what outlives `tell`.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const learningRate = usableRate(trial.makeOptimizer, problem);
      const expected = descendQuadratic(trial.makeOptimizer({ learningRate }), problem, STEPS);
      const optimizer = trial.makeOptimizer({ learningRate });
      const gradient = new Float64Array(problem.start.length);
      let state = optimizer.init(problem.start, { parameters: problem.start.length, spectrum: problem.spectrum });
      for (let k = 0; k < STEPS; k++) {
        const evaluation = problem.evaluate(optimizer.ask(state).theta);
        gradient.set(evaluation.gradient);
        state = optimizer.tell(state, { value: evaluation.value, gradient });
        if (!sameBits(gradient, evaluation.gradient)) return `tell wrote to the gradient at step ${k}`;
        gradient.fill(NaN);
      }
      return sameBits(optimizer.ask(state).theta, expected) ? undefined : 'the gradient was kept after tell';
    });
  },
};
