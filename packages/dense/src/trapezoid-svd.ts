import { at } from '@wellposed/core';
import type { Steps } from '@wellposed/core';
import { jacobiSvd } from './jacobi-svd.js';
import { applyQ, pivotedQr } from './pivoted-qr.js';
import type { PivotedQr } from './pivoted-qr.js';

/** Ã = Q X Σ Vᵀ, where Ã P = Q R is the pivoted QR (n × p, k = min(n, p)). */
export interface TrapezoidSvd {
  /** σ of Ã, k numbers, descending. */
  readonly singularValues: Float64Array;
  /** X, k × k, column-major: the left singular vectors of R; a zero column where σ = 0. */
  readonly left: Float64Array;
  /** V, p × p, column-major, orthogonal: the right singular vectors of Ã; the columns from k on are in its null space. */
  readonly right: Float64Array;
}

/**
 * The SVD of Ã from its pivoted QR, by a second QR and one-sided Jacobi:
 *
 *     Rᵀ P₂ = Q₂ [R₂; 0],   R₂ᵀ = Z Σ Wᵀ   ⇒   R = (P₂ Z) Σ (Q₂ [W; 0])ᵀ
 *
 * The second QR makes R₂ᵀ nearly diagonal (few sweeps), and takes n < p in its stride: R is k × p, R₂ is k × k.
 *
 * Source: Drmač & Veselić, "New fast and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl. 29 (2008)
 * 1322–1342, Algorithm 1.
 */
export function* trapezoidSvd(qr: PivotedQr): Steps<TrapezoidSvd> {
  const { rows, columns: p, steps: k, packed, permutation } = qr;

  // Rᵀ: column i holds row i of R.
  const transposed = new Float64Array(p * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < p; j++) transposed[i * p + j] = at(packed, j * rows + i);
  }
  const second = yield* pivotedQr(transposed, p, k);

  // R₂ᵀ: column i holds row i of R₂.
  const lower = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) lower[i * k + j] = at(second.packed, j * p + i);
  }
  const { singularValues, left: z, right: w } = yield* jacobiSvd(lower, k);

  const left = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    const row = second.permutation[i] as number;
    for (let j = 0; j < k; j++) left[j * k + row] = at(z, j * k + i);
  }

  const right = new Float64Array(p * p);
  const vector = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    vector.fill(0);
    if (j < k) vector.set(w.subarray(j * k, (j + 1) * k));
    else vector[j] = 1;
    yield* applyQ(second, vector);
    for (let i = 0; i < p; i++) right[j * p + (permutation[i] as number)] = at(vector, i);
  }
  return { singularValues, left, right };
}
