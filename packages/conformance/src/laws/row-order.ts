import type { LinearSystem } from '@wellposed/core';
import { at } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { chosenRows } from '../problems/chosen-rows.js';
import { random } from '../problems/random.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { boundOf } from './bound-of.js';
import { difference } from './difference.js';
import { exceeds } from './exceeds.js';
import { withSession } from './with-session.js';

export const rowOrder: SolverLaw = {
  name: 'row-order',
  scope: 'solver',
  statement: 'the order of the rows does not matter: both answers are within their bound of the same exact one',
  source: 'Σ over rows is commutative; the bound of the law "agreement", twice',
  remedy: 'Check that design, targets and weights are read at the same row index.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.tall, async (recipe) => {
      const { system, exact, solution, f } = systemCase(recipe);
      const bound = boundOf(solver, backend.supports.unitRoundoff, exact, solution, f);
      if (bound.theta === Infinity) return UNINFORMATIVE;
      const order = permutation(system.rows, recipe.seed);
      const solve = async (problem: LinearSystem, target: Float64Array): Promise<Float64Array> =>
        withSession(backend, problem, async (session) => (await (await session.factor(solver)).solve(target)).theta);
      const one = await solve(system, f);
      const other = await solve(chosenRows(system, order), pick(f, order));
      return exceeds('‖θ − θ reordered‖', difference(one, other), 2 * bound.theta);
    });
  },
};

function permutation(length: number, seed: number): readonly number[] {
  const next = random(seed ^ 0x5bd1e995);
  return Array.from({ length }, (_, i) => ({ i, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ i }) => i);
}

function pick(values: Float64Array, order: readonly number[]): Float64Array {
  return Float64Array.from(order, (i) => at(values, i));
}
