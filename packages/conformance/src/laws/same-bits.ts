/** Whether two arrays hold the same doubles, −0 apart from 0 and NaN equal to NaN. */
export function sameBits(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
