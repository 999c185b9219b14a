import type { Factorization } from '@wellposed/core';
import { backwardError, norm } from '@wellposed/core';
import { pivotGrowth } from '../bounds/pivot-growth.js';
import type { SolverLaw } from '../law.js';
import { crossProduct } from '../oracle/cross-product.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { systemCase } from '../problems/system-case.js';
import type { SystemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import { exceeds } from './exceeds.js';
import { withSession } from './with-session.js';

/**
 * θ̂ solves a problem with ‖ΔA‖ ≤ ε‖A‖ exactly, so (A + ΔA)ᵀ(f + Δf − (A + ΔA)θ̂) = 0: hence, and with r̂ rounded once more,
 *
 *     ‖Aᵀ r̂‖ ≤ 2ε‖A‖(‖r̂‖ + ‖f‖ + ‖A‖‖θ̂‖),
 *
 * whatever κ is. A rank below p means that singular values up to τσ₁ were taken for 0, which leaves τ‖A‖‖f‖ more.
 */
export const orthogonality: SolverLaw = {
  name: 'orthogonality',
  scope: 'solver',
  statement:
    'the residual of solve(√W y) is orthogonal to the columns of √W A up to backward error, at every κ and rank',
  source: 'Normal equations; Higham (2002), Theorem 20.3',
  remedy:
    'Check that `residual` is f − Ãθ with the sign of f, weighted as f is, and that a rank-deficient solve still minimises.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      return withSession(backend, known.system, async (session) => {
        const factorization = await session.factor(solver);
        if (factorization.outcome !== 'ok')
          return solver === 'cholesky' ? UNINFORMATIVE : `outcome '${factorization.outcome}'`;
        const { theta, residual } = await factorization.solve(known.f);
        if (!theta.every(Number.isFinite) || !residual.every(Number.isFinite)) return 'θ or r is not finite';
        const { unitRoundoff } = backend.supports;
        const epsilon = backwardError(solver, { ...known.system, unitRoundoff });
        const { norm: size } = known.exact;
        const f = norm(known.f);
        const fitted = size * largestTheta(known, factorization, epsilon, norm(theta));
        const bound = 2 * epsilon * size * (norm(residual) + f + fitted) + dropped(known, factorization) * size * f;
        const cross = crossProduct(known.exact.columns, dyadicVector(residual));
        return exceeds(
          '‖Aᵀr‖',
          cross.norm(),
          bound,
          `${solver}, ‖A‖ = ${size.toPrecision(4)}, ‖f‖ = ${f.toPrecision(4)}`,
        );
      });
    });
  },
};

/** What singular values were taken for 0, relative to ‖Ã‖. */
function dropped({ system }: SystemCase, { rank, threshold, solver }: Factorization): number {
  if (rank === system.columns) return 0;
  return threshold * (solver === 'svd' ? 1 : pivotGrowth(rank, system.columns));
}

/**
 * A bound that grows with ‖θ̂‖ forgives a solution blown up along a null direction. Where the rank is clear, no solution is
 * longer than ‖Ã⁺‖‖f‖ times the growth of a pivoted QR, doubled for rounding.
 */
function largestTheta(
  { exact, f, system }: SystemCase,
  factorization: Factorization,
  epsilon: number,
  theta: number,
): number {
  const growth = pivotGrowth(exact.rank, system.columns);
  if (exact.norm * exact.inverseNorm * epsilon * growth > 0.5 || factorization.solver === 'cholesky') return theta;
  return Math.min(theta, 2 * growth * exact.inverseNorm * norm(f));
}
