import { FitError } from '@wellposed/core';

/**
 * The answer of a device, once all of it is finite.
 *
 * Its arguments are finite and of moderate size, so that an infinity or a NaN means that the device broke down. It is looked for here,
 * on the host, since a shader compiler may assume that there is none (WGSL, §15.7.2 Floating point evaluation).
 *
 * @throws FitError 'DEVICE_FAILED'
 */
export function screened<A extends Float32Array | Float64Array>(what: string, values: A): A {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (Number.isFinite(value)) continue;
    throw new FitError(
      'DEVICE_FAILED',
      `the device answered ${what} with ${String(value)} at index ${index}: open a new session, or use another backend`,
      { argument: what, row: index, value },
    );
  }
  return values;
}
