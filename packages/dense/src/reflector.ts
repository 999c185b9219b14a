import { at } from '@wellposed/core';
import { dot } from './dot.js';
import { columnNorm } from './column-norm.js';

/**
 * Householder reflectors H = I − τ v vᵀ with v₀ = 1, in place and without forming H.
 *
 * Source: Golub & Van Loan, Matrix Computations (2013), §5.1; the storage is that of LAPACK's dlarfg.
 */

/**
 * Finds H with H x = (β, 0, …, 0)ᵀ for x = a[offset … offset + length − 1], |β| = ‖x‖₂. Overwrites x with
 * (β, v₁, v₂, …) and returns τ; for x = 0 it returns 0 (H = I). β has the sign opposite to x₀, so that x₀ − β does not
 * cancel.
 */
export function makeReflector(a: Float64Array, offset: number, length: number): number {
  const size = columnNorm(a, offset, length);
  if (size === 0) return 0;
  const first = at(a, offset);
  const beta = first >= 0 ? -size : size;
  const pivot = first - beta;
  for (let i = offset + 1; i < offset + length; i++) a[i] = at(a, i) / pivot;
  a[offset] = beta;
  return -pivot / beta;
}

/** Overwrites y = b[bOffset …] with H y; v₁, v₂, … are a[offset + 1 … offset + length − 1]. */
export function applyReflector(
  a: Float64Array,
  offset: number,
  length: number,
  tau: number,
  b: Float64Array,
  bOffset: number,
): void {
  const step = tau * (at(b, bOffset) + dot(a, offset + 1, b, bOffset + 1, length - 1));
  b[bOffset] = at(b, bOffset) - step;
  for (let i = 1; i < length; i++) b[bOffset + i] = at(b, bOffset + i) - step * at(a, offset + i);
}
