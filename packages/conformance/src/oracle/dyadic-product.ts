import type { DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';

/** The elementwise product a ∘ b of two dyadic vectors of equal length, exactly. */
export function dyadicProduct(a: DyadicVector, b: DyadicVector): DyadicVector {
  return { integers: a.integers.map((v, i) => v * entry(b.integers, i)), exponent: a.exponent + b.exponent };
}
