import { at, gamma } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';

/** Bounds on the errors of computed products, a number for each component. */
export interface ProductError {
  /** |A v computed − A v|, n numbers. */
  multiply(v: Float64Array): Float64Array;
  /** |Aᵀu computed − Aᵀu|, p numbers. */
  multiplyTransposed(u: Float64Array): Float64Array;
}

/**
 * |fl(A v) − A v| ≤ γ_(p+5) |A||v| and |fl(Aᵀu) − Aᵀu| ≤ γ_(n+5) |Aᵀ||u|, in any order of summation.
 *
 * An inner product of k terms has γ_k; 5 more for what a device does with its operands: √w aᵢⱼ is formed and stored (2), v or u is
 * stored (1), and the answer is stored and divided by √w again (2; the same √w, so that its own rounding cancels).
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1, eq. (3.5); §3.5.
 */
export function productError({ rows, columns, design }: LinearSystem, unitRoundoff: number): ProductError {
  const roundings = 5;
  return {
    multiply(v) {
      const factor = gamma(columns + roundings, unitRoundoff);
      const bounds = new Float64Array(rows);
      design.forEach((a, k) => {
        const row = Math.floor(k / columns);
        bounds[row] = at(bounds, row) + factor * Math.abs(a * at(v, k % columns));
      });
      return bounds;
    },
    multiplyTransposed(u) {
      const factor = gamma(rows + roundings, unitRoundoff);
      const bounds = new Float64Array(columns);
      design.forEach((a, k) => {
        const column = k % columns;
        bounds[column] = at(bounds, column) + factor * Math.abs(a * at(u, Math.floor(k / columns)));
      });
      return bounds;
    },
  };
}
