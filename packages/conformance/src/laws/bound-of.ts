import type { ForwardError, SolverName } from '@wellposed/core';
import { forwardError, norm } from '@wellposed/core';
import type { ExactAugmentedSolution, ExactSystem } from '../problems/exact-system.js';

/** How far a backend may be from the exact solution of the augmented system with right-hand side f, g; full rank only. */
export function boundOf(
  solver: SolverName,
  unitRoundoff: number,
  exact: ExactSystem,
  solution: ExactAugmentedSolution,
  f: Float64Array,
  g?: Float64Array,
): ForwardError {
  if (exact.rank < exact.size) return { theta: Infinity, residual: Infinity };
  return forwardError(solver, {
    rows: exact.rows,
    columns: exact.size,
    unitRoundoff,
    norm: exact.norm,
    inverseNorm: exact.inverseNorm,
    theta: solution.theta.norm(),
    residual: solution.residual.norm(),
    f: norm(f),
    g: g ? norm(g) : 0,
  });
}
