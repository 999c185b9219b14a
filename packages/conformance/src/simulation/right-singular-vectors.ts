import { at } from '@wellposed/core';

/** Sweeps after which one-sided Jacobi has long converged: quadratically, after five or so. */
const MOST_SWEEPS = 40;

/**
 * The p right singular vectors of A (n × p, row-major), those of the largest singular values first: one-sided Jacobi,
 *
 *     A ← A J, V ← V J   until the columns of A are orthogonal to u.
 *
 * Slow and obvious. Source: Hestenes, "Inversion of matrices by biorthogonalization and related results", J. SIAM 6 (1958) 51–90;
 * Golub and Van Loan, Matrix Computations (2013), §8.6.3.
 */
export function rightSingularVectors(matrix: Float64Array, columns: number): readonly Float64Array[] {
  const rows = matrix.length / columns;
  const a = Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows }, (_unused, i) => at(matrix, i * columns + j)),
  );
  const v = a.map((_, j) => Float64Array.from({ length: columns }, (_unused, k) => (k === j ? 1 : 0)));
  for (let sweep = 0, turned = true; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false;
    for (const [j, right] of a.entries()) {
      for (const [i, left] of a.slice(0, j).entries()) {
        const [alpha, beta, gamma] = [dot(left, left), dot(right, right), dot(left, right)];
        if (!(Math.abs(gamma) > 2 ** -52 * Math.sqrt(alpha * beta))) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, t);
        rotate(left, right, cosine, cosine * t);
        rotate(v[i] as Float64Array, v[j] as Float64Array, cosine, cosine * t);
      }
    }
  }
  const order = a.map((column, j) => ({ j, size: dot(column, column) })).sort((x, y) => y.size - x.size);
  return order.map(({ j }) => v[j] as Float64Array);
}

function rotate(left: Float64Array, right: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < left.length; k++) {
    const [x, y] = [at(left, k), at(right, k)];
    left[k] = cosine * x - sine * y;
    right[k] = sine * x + cosine * y;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += at(a, k) * at(b, k);
  return sum;
}
