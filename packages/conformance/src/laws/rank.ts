import { backwardError } from '@wellposed/core';
import { pivotGrowth } from '../bounds/pivot-growth.js';
import type { SolverLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { withSession } from './with-session.js';

/**
 * Rounding moves singular values by at most εσ₁ (Weyl), so that the exact rank k is found when σ_k > (τ + ε)σ₁. A pivoted QR
 * that decides by its pivots needs σ_k larger by their growth, except at full rank, where |r_pp| ≥ σ_p.
 * For cholesky the same holds of the squares.
 */
export const rank: SolverLaw = {
  name: 'rank',
  scope: 'solver',
  statement:
    'the numerical rank is the exact one where rounding cannot blur it, and the threshold is relative and of the size of rounding',
  source: 'Contract of Factorization; Golub and Van Loan (2013), §5.4.1, §5.5.8; Weyl’s inequality',
  remedy:
    'Compare with τ·σ₁, τ a small multiple of max(n, p)·u: never with an absolute number, and pivot a QR before reading its diagonal.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system, exact } = systemCase(recipe);
      const { columns } = system;
      const epsilon = backwardError(solver, { ...system, unitRoundoff: backend.supports.unitRoundoff });
      return withSession(backend, system, async (session) => {
        const { rank: found, threshold, outcome } = await session.factor(solver);
        const squared = solver === 'cholesky';
        const relative = squared ? threshold * threshold : threshold;
        if (!(relative >= 0 && relative <= epsilon))
          return `threshold ${threshold} is not of the size of rounding (${epsilon})`;
        const kappa = exact.norm * exact.inverseNorm;
        const blur = (relative + epsilon) * (squared ? kappa : 1) * pivotGrowth(exact.rank, columns);
        if (2 * blur * kappa >= 1) return UNINFORMATIVE;
        if (squared && exact.rank < columns) {
          return outcome === 'ok' && found === columns
            ? `an exact rank of ${exact.rank} is called ${columns}`
            : undefined;
        }
        if (outcome !== 'ok') return `outcome is '${outcome}' at κ = ${kappa.toPrecision(4)}`;
        return found === exact.rank
          ? undefined
          : `rank is ${found}, exactly it is ${exact.rank}; κ = ${kappa.toPrecision(4)}`;
      });
    });
  },
};
