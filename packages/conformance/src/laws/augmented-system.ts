import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { boundOf } from './bound-of.js';
import { disagreement } from './disagreement.js';
import { withSession } from './with-session.js';

export const augmentedSystem: SolverLaw = {
  name: 'augmented-system',
  scope: 'solver',
  statement:
    'solve(f, g) with g ≠ 0 is within its bound of the exact solution of [I Ã; Ãᵀ 0][r; θ] = [f; g], both θ and r',
  source: 'Contract of Factorization; Björck, BIT 7 (1967); Higham (2002), §20.5',
  remedy:
    'θ = (ÃᵀÃ)⁻¹(Ãᵀf − g): check the sign of g, and that its solve uses the transposed factor (Rᵀh = g) and its permutation.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.tall, async (recipe) => {
      const known = systemCase(recipe);
      const { system, exact } = known;
      if (exact.rank < exact.size) return UNINFORMATIVE;
      const f = known.randomNumbers(system.rows, 1);
      const g = known.randomNumbers(system.columns, 2).map((value) => value * exact.norm);
      const solution = exact.solve(f, g);
      const bound = boundOf(solver, backend.supports.unitRoundoff, exact, solution, f, g);
      if (bound.theta === Infinity) return UNINFORMATIVE;
      return withSession(backend, system, async (session) =>
        disagreement(solver, await session.factor(solver), exact, solution, bound, f, g),
      );
    });
  },
};
