import { at, PAUSE, pauseDue, powerOfTwo } from '@wellposed/core';
import type { Steps } from '@wellposed/core';
import { dot } from './dot.js';
import { columnNorm } from './column-norm.js';

/** M W = Z Σ for M of k × k; all matrices column-major. */
export interface JacobiSvd {
  /** σ, k numbers, descending. */
  readonly singularValues: Float64Array;
  /** Z, the left singular vectors; a zero column where σ = 0. */
  readonly left: Float64Array;
  /** W, the right singular vectors, orthogonal. */
  readonly right: Float64Array;
}

/** Sweeps after which it stops; Jacobi's method converges quadratically, in practice in fewer than ten. LAPACK's dgesvj: 30. */
const MAXIMAL_SWEEPS = 30;

/**
 * One-sided Jacobi: rotates pairs of columns of M until all are orthogonal; their norms are then the singular values.
 *
 * The columns x, y with α = ‖x‖², β = ‖y‖², γ = xᵀy become c x − s y, s x + c y with the smaller root t = s / c of
 * t² + 2ζt − 1 = 0, ζ = (β − α) / (2γ). A pair counts as orthogonal when |γ| ≤ k · 2⁻⁵² ‖x‖ ‖y‖, the rounding error of γ.
 * Each round first brings the largest column of those left to the front (de Rijk), so the values end up descending.
 *
 * Overwrites `m` (k × k, column-major), which becomes `left`.
 *
 * Sources: Hestenes, "Inversion of matrices by biorthogonalization", J. SIAM 6 (1958) 51–90; de Rijk, "A one-sided Jacobi
 * algorithm for computing the singular value decomposition on a vector computer", SIAM J. Sci. Stat. Comput. 10 (1989)
 * 359–371; high relative accuracy: Demmel & Veselić, SIAM J. Matrix Anal. Appl. 13 (1992) 1204–1245.
 */
export function* jacobiSvd(m: Float64Array, k: number): Steps<JacobiSvd> {
  const right = new Float64Array(k * k);
  for (let j = 0; j < k; j++) right[j * k + j] = 1;
  const singularValues = new Float64Array(k);
  const scale = scaleToOne(m);
  const tolerance = k * 2 ** -52;

  let rotated = true;
  for (let sweep = 0; rotated && sweep < MAXIMAL_SWEEPS; sweep++) {
    rotated = false;
    for (let j = 0; j < k; j++) singularValues[j] = columnNorm(m, j * k, k);
    for (let a = 0; a < k; a++) {
      bringLargestTo(a, singularValues, m, right, k);
      if (pauseDue(8 * k * (k - a))) yield PAUSE;
      for (let b = a + 1; b < k; b++) {
        const gamma = dot(m, a * k, m, b * k, k);
        if (Math.abs(gamma) <= tolerance * at(singularValues, a) * at(singularValues, b)) continue;
        rotated = true;
        const alpha = at(singularValues, a) ** 2;
        const beta = at(singularValues, b) ** 2;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + t * t);
        rotate(m, a * k, b * k, k, cosine, cosine * t);
        rotate(right, a * k, b * k, k, cosine, cosine * t);
        singularValues[a] = columnNorm(m, a * k, k);
        singularValues[b] = columnNorm(m, b * k, k);
      }
    }
  }

  for (let j = 0; j < k; j++) {
    const sigma = at(singularValues, j);
    if (sigma > 0) for (let i = j * k; i < (j + 1) * k; i++) m[i] = at(m, i) / sigma;
    singularValues[j] = sigma * scale;
  }
  return { singularValues, left: m, right };
}

/** Divides m by a power of two that leaves its norm in [1, 2), so that no square overflows; returns that power. */
function scaleToOne(m: Float64Array): number {
  const scale = powerOfTwo(columnNorm(m, 0, m.length));
  for (let i = 0; i < m.length; i++) m[i] = at(m, i) / scale;
  return scale;
}

/** Exchanges column `a` with the largest of the columns a, a + 1, … */
function bringLargestTo(a: number, sizes: Float64Array, m: Float64Array, right: Float64Array, k: number): void {
  let largest = a;
  for (let j = a + 1; j < k; j++) if (at(sizes, j) > at(sizes, largest)) largest = j;
  [sizes[a], sizes[largest]] = [at(sizes, largest), at(sizes, a)];
  for (const matrix of [m, right]) {
    for (let i = 0; i < k; i++) {
      const kept = at(matrix, a * k + i);
      matrix[a * k + i] = at(matrix, largest * k + i);
      matrix[largest * k + i] = kept;
    }
  }
}

/** x ← c x − s y, y ← s x + c y for the columns of k numbers that start at `x` and `y`. */
function rotate(m: Float64Array, x: number, y: number, k: number, cosine: number, sine: number): void {
  for (let i = 0; i < k; i++) {
    const xi = at(m, x + i);
    const yi = at(m, y + i);
    m[x + i] = cosine * xi - sine * yi;
    m[y + i] = sine * xi + cosine * yi;
  }
}
