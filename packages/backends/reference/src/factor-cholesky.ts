import { at, numericalRank, pivotThreshold, rowSum } from '@wellposed/core';
import type { AugmentedSolution, SynchronousFactorization } from '@wellposed/core';
import { dot } from './dot.js';
import { jacobiSvd } from './jacobi-svd.js';
import { invertUpper, solveUpper, solveUpperTransposed } from './upper-triangle.js';

/**
 * Normal equations: G = ÃᵀÃ = RᵀR (Cholesky, R = Lᵀ upper triangular p × p), Ã n × p row-major. Solves
 *
 *     θ = R⁻¹ R⁻ᵀ (Ãᵀ f − g),   residual = f − Ã θ
 *
 * Cheap, and the least accurate: the error grows with κ(Ã)², since forming G already rounds it. It breaks down when a
 * pivot is within its own error bound (see `pivotThreshold`), or when a singular value of R is below the square root of
 * that bound, `threshold`, relative to the largest: rounding can lift every pivot of a singular G above its bound.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §10.1 (Algorithm 10.2) and §20.4.
 */
export function factorCholesky(design: Float64Array, rows: number, columns: number): SynchronousFactorization {
  const pivotLimit = pivotThreshold(rows, columns, 2 ** -53);
  const threshold = Math.sqrt(pivotLimit);
  const r = gram(design, rows, columns);
  const found = choleskyInPlace(r, columns, pivotLimit);
  const sigma = singularValues(r, columns, found);
  const rank = numericalRank(sigma, threshold);
  const inverseRoot = new Float64Array(columns * rank);
  inverseRoot.set(invertUpper(r, columns, rank));
  return {
    solver: 'cholesky',
    outcome: rank === columns ? 'ok' : 'not-positive-definite',
    rank,
    threshold,
    singularValues: sigma.subarray(0, Math.min(rows, columns)),
    nullSpace: new Float64Array(0),
    inverseRoot,
    solve: (f, g) => solve(design, rows, columns, r, f, g),
  };
}

/** The upper triangle of ÃᵀÃ, p × p, column-major; zeros below. */
function gram(design: Float64Array, rows: number, p: number): Float64Array {
  const sum = rowSum(rows, p * p, (from, to, out) => {
    for (let start = from * p; start < to * p; start += p) {
      for (let j = 0; j < p; j++) {
        const factor = at(design, start + j);
        for (let i = 0; i <= j; i++) out[j * p + i] = at(out, j * p + i) + factor * at(design, start + i);
      }
    }
  });
  return sum();
}

/**
 * Overwrites the upper triangle of G with R, column by column. Returns how many pivots were found: p, or fewer when one
 * is within its own error bound; R is then known in its leading block of that size.
 */
function choleskyInPlace(g: Float64Array, p: number, threshold: number): number {
  for (let j = 0; j < p; j++) {
    const start = j * p;
    const diagonal = at(g, start + j);
    solveUpperTransposed(g, p, j, g.subarray(start, start + j));
    const pivot = diagonal - dot(g, start, g, start, j);
    if (!(pivot > threshold * diagonal)) return j;
    g[start + j] = Math.sqrt(pivot);
  }
  return p;
}

/** Those of the known block of R, then zeros: p numbers, descending. */
function singularValues(r: Float64Array, p: number, rank: number): Float64Array {
  const block = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) block.set(r.subarray(j * p, j * p + j + 1), j * rank);
  const values = new Float64Array(p);
  values.set(jacobiSvd(block, rank).singularValues);
  return values;
}

function solve(
  design: Float64Array,
  rows: number,
  p: number,
  r: Float64Array,
  f: Float64Array,
  g?: Float64Array,
): AugmentedSolution {
  const projected = rowSum(rows, p, (from, to, out) => {
    for (let row = from; row < to; row++) {
      for (let j = 0; j < p; j++) out[j] = at(out, j) + at(design, row * p + j) * at(f, row);
    }
  });
  const theta = projected();
  if (g !== undefined) for (let j = 0; j < p; j++) theta[j] = at(theta, j) - at(g, j);
  solveUpperTransposed(r, p, p, theta);
  solveUpper(r, p, p, theta);

  const residual = new Float64Array(rows);
  for (let row = 0; row < rows; row++) residual[row] = at(f, row) - dot(design, row * p, theta, 0, p);
  return { theta, residual };
}
