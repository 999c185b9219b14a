import type { Capabilities, LinearSystem, MaybePromise, Session, SolverName } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import type { DeviceData, DeviceMatrix } from './device-matrix.js';

/** The closed forms of a float32 device. */
export type DeviceSolver = Extract<SolverName, 'cholesky' | 'qr' | 'svd'>;

/** Opens a session on a device. */
export function deviceSession(
  system: LinearSystem,
  supports: Capabilities<DeviceSolver>,
  load: (data: DeviceData) => MaybePromise<DeviceMatrix>,
): Promise<Session<DeviceSolver>> {
  void load;
  return Promise.reject(new FitError('UNSUPPORTED', `${system.rows} ${supports.precision}`));
}
