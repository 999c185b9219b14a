import { objectiveError } from '../bounds/objective-error.js';
import type { BackendLaw } from '../law.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { exactObjective } from '../oracle/exact-objective.js';
import { exactResidual } from '../oracle/exact-residual.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { chosenRows } from '../problems/chosen-rows.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { beyondBounds } from './beyond-bounds.js';
import { evaluationCase } from './evaluation-case.js';
import { lacking } from './lacking.js';
import { refusal } from './refusal.js';
import { someRows } from './some-rows.js';
import { withSession } from './with-session.js';

export const batches: BackendLaw = {
  name: 'batches',
  scope: 'backend',
  statement:
    'with "batches", evaluate at `rows` is the objective of those rows, each as often as it is named, within the rounding of its sums; without, it is refused',
  source: 'Contract of Query.rows; Higham (2002), §3.1, §4.2',
  remedy:
    'Gather the rows named, with their targets and weights, and divide by their own Σw for "mean"; refuse rows that are not there.',
  async check(trial) {
    const { backend } = trial;
    if (!backend.supports.features.includes('batches')) return lacking(trial, 'batches');
    const { unitRoundoff } = backend.supports;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, theta } = evaluationCase(recipe, unitRoundoff);
      const rows = someRows(system.rows, recipe.seed);
      const batch = chosenRows(system, rows);
      const { value, gradient } = exactObjective(batch, theta);
      const columns = designColumns(batch.design, batch.rows, batch.columns);
      const residuals = exactResidual(columns, dyadicVector(batch.targets), ExactVector.from(theta)).toFloat64();
      const bounds = objectiveError(batch, theta, residuals, unitRoundoff);
      return withSession(backend, system, async (session) => {
        const found = await session.evaluate({ theta, rows });
        const context = `${rows.length} of ${system.rows} rows, reduction '${system.loss.reduction}'`;
        const exact = new ExactVector([value.numerator], value.denominator);
        const broken =
          beyondBounds('value', Float64Array.of(found.value), exact, Float64Array.of(bounds.value), context) ??
          beyondBounds('gradient', found.gradient, gradient, bounds.gradient, context);
        if (broken) return broken;
        for (const bad of [Uint32Array.of(), Uint32Array.of(0, system.rows), Uint32Array.of(2 ** 32 - 1)]) {
          const what = `evaluate at the rows [${bad.join(', ')}] of ${system.rows}`;
          const accepted = await refusal(what, 'INVALID_OPTION', () => session.evaluate({ theta, rows: bad }));
          if (accepted) return accepted;
        }
        return undefined;
      });
    });
  },
};
