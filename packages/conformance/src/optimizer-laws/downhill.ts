import { at } from '@wellposed/core';
import type { OptimizerLaw } from '../optimizer-law.js';
import { descendQuadratic } from '../problems/descend-quadratic.js';
import { quadratic } from '../problems/quadratic.js';
import { quadraticRecipes } from '../problems/quadratic-recipe.js';
import { search } from '../search.js';

export const downhill: OptimizerLaw = {
  name: 'downhill',
  statement: 'the first step lowers the objective when the learning rate is small (10⁻³ of 1/λ_max, and at most 10⁻³)',
  source: 'A step −α∇f lowers f when α < 2/λ_max: Nesterov (2004), §1.2.3',
  remedy: 'Check the sign of the step: θ moves against the gradient.',
  async check(trial) {
    return search(trial, quadraticRecipes, (recipe) => {
      const problem = quadratic(recipe);
      const learningRate = 1e-3 * Math.min(1, 1 / at(problem.spectrum.eigenvalues, 0));
      const before = problem.excess(problem.start);
      const after = problem.excess(descendQuadratic(trial.makeOptimizer({ learningRate }), problem, 1));
      return after < before ? undefined : `at learning rate ${learningRate} the excess goes from ${before} to ${after}`;
    });
  },
};
