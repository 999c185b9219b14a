import type { BackendLaw } from '../law.js';
import { Rational } from '../oracle/rational.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { exceeds } from './exceeds.js';
import { evaluationCase } from './evaluation-case.js';
import { withSession } from './with-session.js';

export const objectiveValue: BackendLaw = {
  name: 'objective-value',
  scope: 'backend',
  statement: 'evaluate(θ).value is the reduced, weighted loss within the rounding of its sums',
  source: 'Contract of Loss and Evaluation; Higham (2002), §3.1, §4.2',
  remedy:
    'Σ wᵢ ρ(rᵢ) for "sum", divided by Σw (not n) for "mean": check the reduction, the weights and the number of rows.',
  async check(trial) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, theta, objective, bounds } = evaluationCase(recipe, backend.supports.unitRoundoff);
      return withSession(backend, system, async (session) => {
        const { value } = await session.evaluate({ theta });
        if (!Number.isFinite(value)) return `value is ${value}`;
        const error = Rational.from(value).minus(objective.value).absolute().toNumber();
        const context = `reduction '${system.loss.reduction}', exactly ${objective.value.toNumber()}`;
        return exceeds('|value − exact|', error, bounds.value, context);
      });
    });
  },
};
