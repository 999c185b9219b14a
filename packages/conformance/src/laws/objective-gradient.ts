import { at } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { Rational } from '../oracle/rational.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { evaluationCase } from './evaluation-case.js';
import { exceeds } from './exceeds.js';
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
        if (gradient.length !== system.columns) return `gradient has ${gradient.length} numbers, not ${system.columns}`;
        if (!gradient.every(Number.isFinite)) return `gradient is [${gradient.join(', ')}]`;
        for (let j = 0; j < system.columns; j++) {
          const exact = objective.gradient.component(j);
          const error = Rational.from(at(gradient, j)).minus(exact).absolute().toNumber();
          const context = `reduction '${system.loss.reduction}', exactly ${exact.toNumber()}, found ${at(gradient, j)}`;
          const broken = exceeds(`|gradient − exact| of component ${j}`, error, at(bounds.gradient, j), context);
          if (broken) return broken;
        }
        return undefined;
      });
    });
  },
};
