import type { Factorization, ForwardError, SolverName } from '@wellposed/core';
import type { ExactAugmentedSolution, ExactSystem } from '../problems/exact-system.js';
import { exceeds } from './exceeds.js';

/** A sentence when the computed solution is further from the exact one than its bound, or was not computed at all. */
export async function disagreement(
  solver: SolverName,
  factorization: Factorization,
  exact: ExactSystem,
  solution: ExactAugmentedSolution,
  bound: ForwardError,
  f: Float64Array,
  g?: Float64Array,
): Promise<string | undefined> {
  const context = `${solver}, κ = ${(exact.norm * exact.inverseNorm).toPrecision(4)}, ‖θ*‖ = ${solution.theta.norm().toPrecision(4)}`;
  if (factorization.outcome !== 'ok') return `outcome is '${factorization.outcome}' although κ is bearable; ${context}`;
  if (factorization.rank !== exact.size) {
    return `rank is ${factorization.rank}, not ${exact.size}, although κ is bearable; ${context}`;
  }
  const found = await factorization.solve(f, g);
  return (
    exceeds('‖θ − θ*‖', solution.theta.distanceTo(found.theta), bound.theta, context) ??
    exceeds('‖r − r*‖', solution.residual.distanceTo(found.residual), bound.residual, context)
  );
}
