import { at, huber } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import { objectiveError } from '../bounds/objective-error.js';
import type { BackendLaw } from '../law.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { exactResidual } from '../oracle/exact-residual.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { exceeds } from './exceeds.js';
import { refusal } from './refusal.js';
import { withSession } from './with-session.js';

export const declaredLosses: BackendLaw = {
  name: 'declared-losses',
  scope: 'backend',
  statement:
    'with `generalLosses` Huber’s loss is evaluated within its bound; without, `open` refuses it with UNSUPPORTED',
  source: 'Contract of Capabilities; Huber, Robust Statistics (1981), §7.3',
  remedy: 'Call loss.rho and loss.derivative for each residual, or declare generalLosses: false and throw at `open`.',
  async check(trial) {
    const { backend } = trial;
    return search(trial, systemRecipes.tall, async (recipe) => {
      const known = systemCase(recipe);
      const loss = huber({ delta: 2 ** recipe.targetScale / 4, reduction: recipe.reduction });
      const system: LinearSystem = { ...known.system, loss };
      if (!backend.supports.generalLosses) {
        return refusal('open with Huber’s loss', 'UNSUPPORTED', () => withSession(backend, system, () => undefined));
      }
      const theta = known.origin.map((value) => value * 2 ** recipe.targetScale);
      const expected = referenceObjective(system, theta);
      const { unitRoundoff } = backend.supports;
      const bounds = objectiveError(system, theta, expected.residuals, unitRoundoff);
      return withSession(backend, system, async (session) => {
        const { value, gradient } = await session.evaluate({ theta });
        // The expected numbers are themselves sums in float64: the bound counts twice, once for each.
        const broken = exceeds('|value − exact|', Math.abs(value - expected.value), 2 * bounds.value, 'Huber');
        if (broken) return broken;
        for (let j = 0; j < system.columns; j++) {
          const error = Math.abs(at(gradient, j) - at(expected.gradient, j));
          const off = exceeds(`|gradient − exact| of component ${j}`, error, 2 * at(bounds.gradient, j), 'Huber');
          if (off) return off;
        }
        return undefined;
      });
    });
  },
};

/** The objective from exact residuals, each rounded once, and plain sums; its own error is within γ_(n+8) like a backend's. */
function referenceObjective(system: LinearSystem, theta: Float64Array) {
  const { rows, columns, design, targets, weights, loss } = system;
  const exact = designColumns(design, rows, columns);
  const residuals = exactResidual(exact, dyadicVector(targets), ExactVector.from(theta)).toFloat64();
  const gradient = new Float64Array(columns);
  let value = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights ? at(weights, i) : 1;
    total += weight;
    value += weight * loss.rho(at(residuals, i));
    const slope = weight * loss.derivative(at(residuals, i));
    for (let j = 0; j < columns; j++) gradient[j] = at(gradient, j) - slope * at(design, i * columns + j);
  }
  const divisor = loss.reduction === 'mean' ? total : 1;
  return { residuals, value: value / divisor, gradient: gradient.map((v) => v / divisor) };
}
