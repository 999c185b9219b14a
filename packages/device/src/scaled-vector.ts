import { maximumMagnitude, powerOfTwo } from '@wellposed/core';

/** v = scale · values, with the largest magnitude of `values` in [1, 2), rounded to float32. */
export interface ScaledVector {
  readonly values: Float32Array;
  readonly scale: number;
}

/** Brings a vector of finite numbers into the range of float32 by a power of two. */
export function scaledVector(v: Float64Array): ScaledVector {
  const scale = powerOfTwo(maximumMagnitude(v));
  return { values: Float32Array.from(v, (value) => value / scale), scale };
}

/** scale · values, in float64. */
export function unscaled(values: Float32Array | Float64Array, scale: number): Float64Array {
  return Float64Array.from(values, (value) => value * scale);
}
