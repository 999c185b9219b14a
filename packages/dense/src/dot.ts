import { at } from '@wellposed/core';

/** Products that are added one after the other; the sums of two halves are added in pairs. */
const BLOCK = 64;

/**
 * Σᵢ a[aOffset + i] · b[bOffset + i] for 0 ≤ i < length.
 *
 * Pairwise over blocks of 64: the error is at most γ_m Σ |aᵢ bᵢ| with m = 64 + ⌈log₂(length / 64)⌉ instead of γ_length.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1 and §4.2.
 */
export function dot(a: Float64Array, aOffset: number, b: Float64Array, bOffset: number, length: number): number {
  if (length > BLOCK) {
    const half = Math.ceil(length / 2);
    return dot(a, aOffset, b, bOffset, half) + dot(a, aOffset + half, b, bOffset + half, length - half);
  }
  let sum = 0;
  for (let i = 0; i < length; i++) sum += at(a, aOffset + i) * at(b, bOffset + i);
  return sum;
}
