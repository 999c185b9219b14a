import type { Backend, Factorization, SolverName } from '../contracts/backend.js';
import type { Loss } from '../contracts/loss.js';
import type { Steps } from '../fit/steps.js';
import { factor, withSession } from '../fit/session-steps.js';
import { confirmedFactorization } from './confirmed-factorization.js';
import type { ScaledSystem } from './scaled-system.js';
import { toLinearSystem } from './scaled-system.js';

/** How a closed form is computed. */
export interface ClosedFormMethod<S extends SolverName> {
  readonly backend: Backend<S>;
  readonly solver: S;
  /** Whether to refine with residuals in double-double. */
  readonly refined: boolean;
}

/** Factorises √W Ā on the backend, hands the factorisation to `use` with the rank that float64 gives it, and gives the device back whatever happens. */
export function* withFactorization<S extends SolverName, T>(
  system: ScaledSystem,
  loss: Loss,
  { backend, solver }: ClosedFormMethod<S>,
  use: (factorization: Factorization) => Steps<T>,
): Steps<T> {
  // Constraints or bounds may leave nothing to solve for, and a backend takes at least one column.
  if (system.columns === 0) return yield* use(nothingToFactor(solver));
  return yield* withSession(backend, toLinearSystem(system, loss), function* (session) {
    const factorization = yield* factor(session, solver);
    return yield* use(confirmedFactorization(system, factorization, backend.supports.unitRoundoff));
  });
}

/** The factorisation of a matrix without columns. */
function nothingToFactor(solver: SolverName): Factorization {
  const empty = new Float64Array(0);
  return {
    solver,
    outcome: 'ok',
    rank: 0,
    threshold: 0,
    singularValues: empty,
    nullSpace: empty,
    inverseRoot: empty,
    solve: (f) => ({ theta: empty, residual: f }),
  };
}
