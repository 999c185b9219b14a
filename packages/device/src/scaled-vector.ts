import { at, maximumMagnitude, powerOfTwo } from '@wellposed/core';

/** v = scale · values, with the largest magnitude of `values` in [1, 2), rounded to float32. */
export interface ScaledVector {
  readonly values: Float32Array;
  readonly scale: number;
}

/** Brings a vector of finite numbers into the range of float32 by a power of two. */
export function scaledVector(v: Float64Array): ScaledVector {
  const scale = powerOfTwo(maximumMagnitude(v));
  // A loop, since `TypedArray.from` with a function is many times slower.
  const values = new Float32Array(v.length);
  for (let i = 0; i < v.length; i++) values[i] = at(v, i) / scale;
  return { values, scale };
}

/** scale · values, in float64. */
export function unscaled(values: Float32Array | Float64Array, scale: number): Float64Array {
  const v = new Float64Array(values);
  for (let i = 0; i < v.length; i++) v[i] = at(v, i) * scale;
  return v;
}
