import { at, numericalRank, PAUSE, pauseDue } from '@wellposed/core';
import type { Factorization, Steps } from '@wellposed/core';
import { dot } from './dot.js';
import { jacobiSvd } from './jacobi-svd.js';
import { invertUpper, solveUpper, solveUpperTransposed } from './upper-triangle.js';

/** What a factorisation of G = ÃᵀÃ says of Ã, and θ = G⁻¹ h. */
export interface NormalEquations extends Omit<Factorization, 'solve' | 'pausing'> {
  /** Overwrites h (p numbers) with G⁻¹ h; only for the outcome 'ok'. */
  readonly solve: (h: Float64Array) => void;
}

/**
 * Cholesky of the Gram matrix: G = ÃᵀÃ = RᵀR, R = Lᵀ upper triangular, p × p.
 *
 * It breaks down when a pivot is within its own error bound, `pivotLimit`, relative to gⱼⱼ (see `pivotThreshold`), or when
 * a singular value of R is below the square root of that bound, `threshold`, relative to the largest: rounding can lift every
 * pivot of a singular G above its bound.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §10.1 (Algorithm 10.2) and §20.4.
 *
 * @param gram the upper triangle of G, p × p, column-major; overwritten with R
 * @param rows n, of Ã
 * @param columns p
 */
export function* normalEquations(
  gram: Float64Array,
  rows: number,
  columns: number,
  pivotLimit: number,
): Steps<NormalEquations> {
  const threshold = Math.sqrt(pivotLimit);
  const found = yield* choleskyInPlace(gram, columns, pivotLimit);
  const sigma = yield* singularValues(gram, columns, found);
  const rank = numericalRank(sigma, threshold);
  const inverseRoot = new Float64Array(columns * rank);
  inverseRoot.set(yield* invertUpper(gram, columns, rank));
  return {
    solver: 'cholesky',
    outcome: rank === columns ? 'ok' : 'not-positive-definite',
    rank,
    threshold,
    singularValues: sigma.subarray(0, Math.min(rows, columns)),
    nullSpace: new Float64Array(0),
    inverseRoot,
    solve(h) {
      solveUpperTransposed(gram, columns, columns, h);
      solveUpper(gram, columns, columns, h);
    },
  };
}

/**
 * Overwrites the upper triangle of G with R, column by column. Returns how many pivots were found: p, or fewer when one
 * is within its own error bound; R is then known in its leading block of that size.
 */
function* choleskyInPlace(g: Float64Array, p: number, limit: number): Steps<number> {
  for (let j = 0; j < p; j++) {
    if (pauseDue((j * j) / 2)) yield PAUSE;
    const start = j * p;
    const diagonal = at(g, start + j);
    solveUpperTransposed(g, p, j, g.subarray(start, start + j));
    const pivot = diagonal - dot(g, start, g, start, j);
    if (!(pivot > limit * diagonal)) return j;
    g[start + j] = Math.sqrt(pivot);
  }
  return p;
}

/** Those of the known block of R, then zeros: p numbers, descending. */
function* singularValues(r: Float64Array, p: number, known: number): Steps<Float64Array> {
  const block = new Float64Array(known * known);
  for (let j = 0; j < known; j++) block.set(r.subarray(j * p, j * p + j + 1), j * known);
  const values = new Float64Array(p);
  values.set((yield* jacobiSvd(block, known)).singularValues);
  return values;
}
