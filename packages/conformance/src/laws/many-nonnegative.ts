import { at, fit, norm } from '@wellposed/core';
import { overclaim } from '../certificate/overclaim.js';
import type { SolverLaw } from '../law.js';
import { exactFitted } from '../oracle/exact-fitted.js';
import { exactManyNonnegative } from '../oracle/exact-many-nonnegative.js';
import { boundedRecipes, dependentProblem, isNearlyDependent } from '../problems/dependent-recipe.js';
import { search, UNINFORMATIVE } from '../search.js';
import { exactOf } from './dependence.js';
import { exceeds } from './exceeds.js';

export const manyNonnegative: SolverLaw = {
  name: 'many-nonnegative',
  scope: 'solver',
  statement:
    'fit: with non-negative coefficients, those that differ among equally good solutions are named and no others, and the solution is the shortest of all; no digit is claimed that is not there',
  source: 'Contract of Solution; the faces of the solutions in rationals',
  remedy: 'Report the numerical rank and a nullSpace that √W A annihilates: core finds the shortest from them.',
  async check({ backend, runs, seed }, solver) {
    return search({ runs: Math.ceil(runs / 2), seed }, boundedRecipes, async (recipe) => {
      const plain = dependentProblem(recipe);
      if (!plain) return UNINFORMATIVE;
      const { columns } = exactOf(plain);
      const nonnegative = columns.flatMap((_, j) => ((recipe.bounds >> j) % 2 === 1 ? [j] : []));
      if (nonnegative.length === 0) return UNINFORMATIVE;
      const problem = { ...plain, nonnegative };
      const solution = await fit(problem, { backend, solver });
      const { theta, undetermined } = exactManyNonnegative(columns, problem.y, problem.weights, nonnegative);
      const proud = overclaim(solution, { theta, fitted: exactFitted(columns, theta) });
      if (proud) return proud;
      const { coefficients, names, status } = solution;
      const negative = nonnegative.find((j) => at(coefficients, j) < 0);
      if (negative !== undefined) return `'${names[negative]}' is ${at(coefficients, negative)}`;
      // Normal equations of dependent columns break down; what is nearly dependent is the data's to bear, and bounds are on the
      // coefficients as they are: offsets stay in their columns.
      const near = isNearlyDependent(recipe) || recipe.offsets.some((offset) => offset > 0);
      if (solver === 'cholesky' || near) return undefined;
      const named = (solution.undetermined ?? []).join(', ');
      const expected = undetermined.map((j) => names[j]).join(', ');
      if (named !== expected) return `[${named}] are said to be undetermined, [${expected}] are`;
      if (status !== (undetermined.length > 0 ? 'rank-deficient' : 'converged')) return `status is '${status}'`;
      return exceeds('‖θ − θ*‖', theta.distanceTo(coefficients), 2 ** -40 * (norm(coefficients) + theta.norm()));
    });
  },
};
