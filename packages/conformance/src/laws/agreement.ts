import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { boundOf } from './bound-of.js';
import { disagreement } from './disagreement.js';
import { withSession } from './with-session.js';

export const agreement: SolverLaw = {
  name: 'agreement',
  scope: 'solver',
  statement: 'solve(√W y) is within c(n,p)·u·κ(1 + κ‖r‖/(‖A‖‖θ‖)) of the exact solution; c·u·κ² for cholesky',
  source: 'Higham (2002), Theorems 20.1 and 20.3, §20.4; constants in `backwardError` of @wellposed/core',
  remedy:
    'Check that every row and weight is used, that all arithmetic has the unit roundoff in `supports`, and that qr and svd do not form AᵀA.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.tall, async (recipe) => {
      const { system, exact, solution, f } = systemCase(recipe);
      const bound = boundOf(solver, backend.supports.unitRoundoff, exact, solution, f);
      if (bound.theta === Infinity) return UNINFORMATIVE;
      return withSession(backend, system, async (session) =>
        disagreement(solver, await session.factor(solver), exact, solution, bound, f),
      );
    });
  },
};
