import { at, byRows, PAUSE, pauseDue } from '@wellposed/core';
import type { Steps } from '@wellposed/core';
import { columnNorm } from './column-norm.js';
import { applyReflector, makeReflector } from './reflector.js';

/**
 * A P = Q R for A (n × p, any shape), k = min(n, p): Q = H₀ H₁ … H_{k−1} of n × n, R upper trapezoidal k × p.
 */
export interface PivotedQr {
  readonly rows: number;
  readonly columns: number;
  /** k. */
  readonly steps: number;
  /** n × p, column-major: R on and above the diagonal, the vectors of the reflectors below it. */
  readonly packed: Float64Array;
  /** τ of the reflectors, k numbers. */
  readonly taus: Float64Array;
  /** Column j of A P is column `permutation[j]` of A. */
  readonly permutation: Uint32Array;
}

/**
 * Householder QR with column pivoting: each step eliminates the column with the largest remaining norm, so that
 * |R_kk|² ≥ Σ_{i=k}^{j} |R_ij|² for all later columns j, and |R_00| ≥ |R_11| ≥ …: what is small comes last.
 *
 * Overwrites `columns` (n × p, column-major).
 *
 * The remaining norms are computed afresh at every step. Updating them, ‖x₁…‖² = ‖x‖² − x₀², would be
 * cheaper, but loses the order of columns when the difference cancels.
 *
 * Source: Businger & Golub, "Linear least squares solutions by Householder transformations", Numer. Math. 7 (1965)
 * 269–276.
 */
export function* pivotedQr(packed: Float64Array, rows: number, columns: number): Steps<PivotedQr> {
  const steps = Math.min(rows, columns);
  const taus = new Float64Array(steps);
  const permutation = Uint32Array.from({ length: columns }, (_, j) => j);

  // Norms of what remains of each column.
  const remaining = new Float64Array(columns);
  for (let j = 0; j < columns; j++) remaining[j] = columnNorm(packed, j * rows, rows);

  for (let k = 0; k < steps; k++) {
    let pivot = k;
    for (let j = k + 1; j < columns; j++) if (at(remaining, j) > at(remaining, pivot)) pivot = j;
    swapColumns(packed, rows, k, pivot);
    [permutation[k], permutation[pivot]] = [permutation[pivot] as number, permutation[k] as number];

    const diagonal = k * rows + k;
    const length = rows - k;
    const tau = makeReflector(packed, diagonal, length);
    taus[k] = tau;

    for (let j = k + 1; j < columns; j++) {
      if (pauseDue(3 * length)) yield PAUSE;
      const start = j * rows + k;
      applyReflector(packed, diagonal, length, tau, packed, start);
      remaining[j] = columnNorm(packed, start + 1, length - 1);
    }
  }
  return { rows, columns, steps, packed, taus, permutation };
}

/** Overwrites b (n numbers) with Qᵀ b. */
export function* applyQTransposed(qr: PivotedQr, b: Float64Array): Steps<void> {
  yield* byRows(qr.steps, 2 * qr.rows, (from, to) => {
    for (let k = from; k < to; k++) applyStep(qr, k, b);
  });
}

/** Overwrites b (n numbers) with Q b. */
export function* applyQ(qr: PivotedQr, b: Float64Array): Steps<void> {
  yield* byRows(qr.steps, 2 * qr.rows, (from, to) => {
    for (let k = from; k < to; k++) applyStep(qr, qr.steps - 1 - k, b);
  });
}

function applyStep({ packed, rows, taus }: PivotedQr, k: number, b: Float64Array): void {
  applyReflector(packed, k * rows + k, rows - k, at(taus, k), b, k);
}

function swapColumns(packed: Float64Array, rows: number, a: number, b: number): void {
  for (let i = 0; i < rows; i++) {
    const kept = at(packed, a * rows + i);
    packed[a * rows + i] = at(packed, b * rows + i);
    packed[b * rows + i] = kept;
  }
}
