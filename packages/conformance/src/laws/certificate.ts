import { fit, FitError } from '@wellposed/core';
import type { Backend, Problem, Solution, SolverName } from '@wellposed/core';
import { overclaim } from '../certificate/overclaim.js';
import type { SolverLaw } from '../law.js';
import { certifiedCase } from '../problems/certified-case.js';
import { certifiedRecipes } from '../problems/certified-recipe.js';
import type { CertifiedRecipe } from '../problems/certified-recipe.js';
import { search, UNINFORMATIVE } from '../search.js';

export const certificate: SolverLaw = {
  name: 'certificate',
  scope: 'solver',
  statement:
    'fit: neither a coefficient nor the fitted values have fewer correct digits, against the exact answer, than the certificate claims; with equality constraints and bounds too',
  source: 'Contract of Certificate: it may understate, it must not overstate',
  remedy:
    'Declare the unit roundoff that the device really has; κ, rank and singular values must be those of the matrix factorised.',
  async check({ backend, runs, seed, examples }, solver) {
    const plain = examples.map((recipe): CertifiedRecipe => ({
      kind: 'linear',
      recipe,
      intercept: false,
      extended: false,
      conditions: 'none',
    }));
    return search({ runs, seed, examples: plain }, certifiedRecipes, async (recipe) => {
      const { problem, answer } = certifiedCase(recipe);
      const solution = await fitted(problem, backend, solver);
      const exact = solution?.certificate && answer();
      if (!exact) return UNINFORMATIVE;
      const sentence = overclaim(solution, exact);
      if (sentence) return sentence;
      return solution.certificate.digits.some((digits) => digits > 0) ? undefined : UNINFORMATIVE;
    });
  },
};

/** The fit, or nothing where its random equations contradict each other as far as it can tell. */
async function fitted<S extends SolverName>(
  problem: Problem,
  backend: Backend<S>,
  solver: S,
): Promise<Solution | undefined> {
  try {
    return await fit(problem, { backend, solver });
  } catch (error) {
    if (error instanceof FitError && error.code === 'INCONSISTENT_CONSTRAINTS') return undefined;
    throw error;
  }
}
