import type { SolverName, SynchronousBackend, SynchronousFactorization } from '../../src/contracts/backend.js';
import type { BackendSettings, Log } from './dense-backend.js';
import { denseBackend } from './dense-backend.js';

/** A dense backend that rounds all that it answers to float32. */
export function float32Device<S extends SolverName = 'qr'>(
  settings: BackendSettings<S> = {},
): SynchronousBackend<S> & { readonly log: Log } {
  return denseBackend<S>({
    single: true,
    solvers: ['qr'] as SolverName[] as S[],
    tamper: (given): SynchronousFactorization => ({
      ...given,
      singularValues: given.singularValues.map(Math.fround),
      nullSpace: given.nullSpace.map(Math.fround),
      inverseRoot: given.inverseRoot.map(Math.fround),
    }),
    evaluated: ({ value, gradient }) => ({ value: Math.fround(value), gradient: gradient.map(Math.fround) }),
    ...settings,
  });
}
