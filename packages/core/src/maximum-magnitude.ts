/** max |vᵢ|; 0 for an empty array. */
export function maximumMagnitude(v: Float64Array): number {
  let largest = 0;
  for (const value of v) largest = Math.max(largest, Math.abs(value));
  return largest;
}
