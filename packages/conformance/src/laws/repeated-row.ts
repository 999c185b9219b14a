import type { LinearSystem } from '@wellposed/core';
import { at } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import type { SystemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { ExactSystem } from '../problems/exact-system.js';
import { search, UNINFORMATIVE } from '../search.js';
import { boundOf } from './bound-of.js';
import { difference } from './difference.js';
import { exceeds } from './exceeds.js';
import { withSession } from './with-session.js';

export const repeatedRow: SolverLaw = {
  name: 'repeated-row',
  scope: 'solver',
  statement: 'a row that appears twice counts as much as once with twice the weight',
  source: 'Contract of LinearSystem: weights multiply the squared residuals; the bound of the law "agreement", twice',
  remedy: 'Factorise √W A, not W A or A: weights multiply the squared residuals.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.tall, async (recipe) => {
      const known = systemCase(recipe);
      const { twice, heavy } = bothWays(known);
      const f = rootWeighted(twice);
      const { rows, columns, design, weights } = twice;
      const exact = new ExactSystem(design, rows, columns, weights?.map(Math.sqrt));
      const bound = boundOf(solver, backend.supports.unitRoundoff, exact, exact.solve(f), f);
      if (bound.theta === Infinity) return UNINFORMATIVE;
      const solve = async (system: LinearSystem): Promise<Float64Array> =>
        withSession(
          backend,
          system,
          async (session) => (await (await session.factor(solver)).solve(rootWeighted(system))).theta,
        );
      return exceeds('‖θ twice − θ heavy‖', difference(await solve(twice), await solve(heavy)), 2 * bound.theta);
    });
  },
};

/** The first row twice, and the first row with twice its weight. */
function bothWays({ system }: SystemCase): { readonly twice: LinearSystem; readonly heavy: LinearSystem } {
  const { rows, columns, design, targets } = system;
  const weights = system.weights ?? new Float64Array(rows).fill(1);
  const first = design.subarray(0, columns);
  return {
    twice: {
      ...system,
      rows: rows + 1,
      design: Float64Array.of(...first, ...design),
      targets: Float64Array.of(at(targets, 0), ...targets),
      weights: Float64Array.of(at(weights, 0), ...weights),
    },
    heavy: { ...system, weights: weights.map((weight, i) => (i === 0 ? 2 * weight : weight)) },
  };
}

/** √w ∘ y. */
function rootWeighted({ targets, weights }: LinearSystem): Float64Array {
  return targets.map((value, i) => value * (weights ? Math.sqrt(at(weights, i)) : 1));
}
