import type { BackendLaw } from '../law.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { beyondBounds } from './beyond-bounds.js';
import { evaluationCase } from './evaluation-case.js';
import { withSession } from './with-session.js';

export const objectiveGradient: BackendLaw = {
  name: 'objective-gradient',
  scope: 'backend',
  statement: 'evaluate(θ).gradient is the gradient of the reduced, weighted loss within the rounding of its sums',
  source: 'Contract of Evaluation; Higham (2002), §3.1, §4.2',
  remedy:
    '−Aᵀ(w ∘ ρ′(r)) with r = y − Aθ, over Σw for "mean": check its sign, its factor 2 and that every row takes part.',
  async check(trial) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, theta, objective, bounds } = evaluationCase(recipe, backend.supports.unitRoundoff);
      return withSession(backend, system, async (session) => {
        const { gradient } = await session.evaluate({ theta });
        const context = `reduction '${system.loss.reduction}'`;
        return beyondBounds('gradient', gradient, objective.gradient, bounds.gradient, context);
      });
    });
  },
};
