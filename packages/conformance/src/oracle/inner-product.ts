import { entry } from './entry.js';

/** Σ aᵢ bᵢ over integers. */
export function innerProduct(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n;
  for (let i = 0; i < a.length; i++) sum += entry(a, i) * entry(b, i);
  return sum;
}
