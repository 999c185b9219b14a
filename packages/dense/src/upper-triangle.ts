import { at, byRows } from '@wellposed/core';
import type { Steps } from '@wellposed/core';
import { dot } from './dot.js';

/**
 * Substitution with the leading m × m upper triangle R of a column-major array whose columns are `stride` apart:
 * R_ij = r[j · stride + i], i ≤ j. What lies below the diagonal is not read.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §8.1: (R + ΔR) x̂ = b, |ΔR| ≤ γ_m |R|.
 */

/** Overwrites b[0 … m − 1] with R⁻¹ b. */
export function solveUpper(r: Float64Array, stride: number, m: number, b: Float64Array): void {
  for (let j = m - 1; j >= 0; j--) {
    const x = at(b, j) / at(r, j * stride + j);
    b[j] = x;
    for (let i = 0; i < j; i++) b[i] = at(b, i) - x * at(r, j * stride + i);
  }
}

/** Overwrites b[0 … m − 1] with R⁻ᵀ b. */
export function solveUpperTransposed(r: Float64Array, stride: number, m: number, b: Float64Array): void {
  for (let j = 0; j < m; j++) {
    b[j] = (at(b, j) - dot(r, j * stride, b, 0, j)) / at(r, j * stride + j);
  }
}

/** R⁻¹, m × m, row-major. */
export function* invertUpper(r: Float64Array, stride: number, m: number): Steps<Float64Array> {
  const inverse = new Float64Array(m * m);
  const column = new Float64Array(m);
  yield* byRows(m, (m * m) / 2, (from, to) => {
    for (let j = from; j < to; j++) {
      column.fill(0);
      column[j] = 1;
      solveUpper(r, stride, m, column);
      for (let i = 0; i < m; i++) inverse[i * m + j] = at(column, i);
    }
  });
  return inverse;
}
