/**
 * n numbers in double-double: number i is the unevaluated sum hi[i] + lo[i] with |lo[i]| ≤ ½ ulp(hi[i]), about 106 bits.
 */
export interface DoubleDoubleArray {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

/** `length` zeros. */
export function doubleDoubleArray(length: number): DoubleDoubleArray {
  return { hi: new Float64Array(length), lo: new Float64Array(length) };
}

/** The float64 numbers `hi`, exactly; shares the array. */
export function fromFloat64(hi: Float64Array): DoubleDoubleArray {
  return { hi, lo: new Float64Array(hi.length) };
}
