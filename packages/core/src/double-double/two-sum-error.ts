/**
 * The rounding error of s = fl(a + b): a + b = s + twoSumError(a, b, s) exactly, barring overflow.
 *
 * Source: Knuth, The Art of Computer Programming vol. 2 (1969), §4.2.2, Theorem B (TwoSum, 6 operations).
 */
export function twoSumError(a: number, b: number, s: number): number {
  const bVirtual = s - a;
  return a - (s - bVirtual) + (b - bVirtual);
}
