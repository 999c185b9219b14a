import { backwardError, fit, norm } from '@wellposed/core';
import fc from 'fast-check';
import { pivotGrowth } from '../bounds/pivot-growth.js';
import type { SolverLaw } from '../law.js';
import { columnProblem } from '../problems/column-problem.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { exceeds } from './exceeds.js';

/**
 * The minimum-norm solution of a problem of exact rank r moves by at most
 *
 *     ‖δθ‖ ≤ κη/(1 − κη) · (2‖θ‖ + ‖f‖/‖A‖ + κ‖r‖/‖A‖)
 *
 * under perturbations η‖A‖ that keep the rank (Wedin 1973, Theorem 5.1; Björck 1996, Theorem 1.4.6). Here η is ε times the
 * growth of a pivoted QR, and times 2√(2p) since it is normwise in equilibrated columns and measured in the user's.
 */
export const minimumNorm: SolverLaw = {
  name: 'minimum-norm',
  scope: 'solver',
  statement:
    'fit: an exactly rank-deficient problem or n < p ends "rank-deficient", with the exact rank and the minimum-norm coefficients',
  source: 'Contract of Solution; Wedin, BIT 13 (1973), Theorem 5.1',
  remedy: 'Report the numerical rank, and a nullSpace that √W A annihilates: core projects θ off it.',
  async check(trial, solver) {
    const { backend } = trial;
    const recipes = fc
      .oneof(systemRecipes.deficient, systemRecipes.wide)
      .map((recipe) => ({ ...recipe, columnSpread: 0 }));
    return search(trial, recipes, async (recipe) => {
      const { system, exact, solution, f } = systemCase(recipe);
      const { columns } = system;
      if (exact.rank === columns) return UNINFORMATIVE;
      const epsilon = backwardError(solver, { ...system, unitRoundoff: backend.supports.unitRoundoff });
      const kappa = exact.norm * exact.inverseNorm;
      const eta = 2 * Math.sqrt(2 * columns) * pivotGrowth(exact.rank, columns) * epsilon;
      const blur = (solver === 'cholesky' ? kappa * kappa : kappa) * eta;
      if (blur > 0.5) return UNINFORMATIVE;
      const found = await fit(columnProblem(system), { backend, solver });
      if (solver === 'cholesky') {
        return found.status === 'converged'
          ? `status is 'converged' at an exact rank of ${exact.rank} < ${columns}`
          : undefined;
      }
      if (found.status !== 'rank-deficient')
        return `status is '${found.status}' at an exact rank of ${exact.rank} < ${columns}`;
      if (found.rank?.numerical !== exact.rank) return `rank is ${found.rank?.numerical}, exactly it is ${exact.rank}`;
      if (exact.rank === 0) return exceeds('‖θ‖', norm(found.coefficients), 0);
      const scale = 2 * solution.theta.norm() + (norm(f) + kappa * solution.residual.norm()) / exact.norm;
      const error = solution.theta.distanceTo(found.coefficients);
      return exceeds(
        '‖θ − θ*‖',
        error,
        (blur / (1 - blur)) * scale,
        `κ = ${kappa.toPrecision(3)}, ‖θ*‖ = ${solution.theta.norm().toPrecision(3)}`,
      );
    });
  },
};
