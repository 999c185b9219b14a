import type { Capabilities, SessionFeature, SolverName } from '@wellposed/core';

/** The closed forms of a float32 device: those whose work over the n rows is products, a Gram matrix and Ā = Q R. */
export type DeviceSolver = Extract<SolverName, 'cholesky' | 'qr' | 'svd'>;

/**
 * What every backend whose sessions are `deviceSession`s can do.
 *
 * @param more features beyond those of every device: 'fused-descent' for one with `DeviceMatrix.descend`
 */
export function deviceSupports(...more: readonly SessionFeature[]): Capabilities<DeviceSolver> {
  return {
    precision: 'f32',
    unitRoundoff: 2 ** -24,
    solvers: ['cholesky', 'qr', 'svd'],
    generalLosses: true,
    features: ['products', 'batches', 'compression', ...more],
    synchronous: false,
  };
}
