import type { AugmentedSolution, Factorization, Steps, SynchronousFactorization } from '@wellposed/core';
import { runSync } from '@wellposed/core';

/** A factorisation whose solves make pauses. */
export interface DenseFactorization extends Omit<Factorization, 'solve' | 'pausing'> {
  readonly solve: (f: Float64Array, g?: Float64Array) => Steps<AugmentedSolution>;
}

/** The factorisation that a session gives: it solves at once, or with pauses. */
export function synchronousFactorization(dense: DenseFactorization): SynchronousFactorization {
  return { ...dense, solve: (f, g) => runSync(dense.solve(f, g)), pausing: { solve: dense.solve } };
}
