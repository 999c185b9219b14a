import { sameBits } from '../laws/same-bits.js';
import type { OptimizerLaw } from '../optimizer-law.js';
import { descendQuadratic } from '../problems/descend-quadratic.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';
import { usableRate } from './usable-rate.js';

const STEPS = 12;

export const independentRuns: OptimizerLaw = {
  name: 'independent-runs',
  statement:
    'runs of one optimizer do not touch each other, one after the other or interleaved, and the same run gives the same bits',
  source: 'Contract of Optimizer: a state machine over plain data',
  remedy: 'Keep nothing that changes outside the state, and share no buffer between states.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const learningRate = usableRate(trial.makeOptimizer, problem);
      const expected = descendQuadratic(trial.makeOptimizer({ learningRate }), problem, STEPS);
      const optimizer = trial.makeOptimizer({ learningRate });
      const again = descendQuadratic(optimizer, problem, STEPS);
      if (!sameBits(again, expected)) return 'two optimizers made alike disagree';
      const repeat = descendQuadratic(optimizer, problem, STEPS);
      if (!sameBits(repeat, expected))
        return `a second run ends at [${repeat.join(', ')}], the first at [${expected.join(', ')}]`;
      const context = { parameters: problem.start.length, spectrum: problem.spectrum };
      let one = optimizer.init(problem.start, context);
      let other = optimizer.init(
        problem.start.map((value) => -value),
        context,
      );
      for (let k = 0; k < STEPS; k++) {
        one = optimizer.tell(one, problem.evaluate(optimizer.ask(one).theta));
        other = optimizer.tell(other, problem.evaluate(optimizer.ask(other).theta));
      }
      return sameBits(optimizer.ask(one).theta, expected) ? undefined : 'a run interleaved with another ends elsewhere';
    });
  },
};
