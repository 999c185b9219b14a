import { at, numericalRank, pivotThreshold, rowSum, summationConstant } from '@wellposed/core';
import type { AugmentedSolution, SynchronousFactorization } from '@wellposed/core';
import { CholeskyDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { rowBlock } from './row-block.js';
import { rowMajor } from './row-major.js';
import { transposeProduct } from './transpose-product.js';
import { triangle } from './triangle.js';

/**
 * Normal equations: G = ÃᵀÃ = L Lᵀ by the engine's Cholesky, Ã n × p row-major. Solves
 *
 *     θ = L⁻ᵀ L⁻¹ (Ãᵀ f − g),   residual = f − Ã θ
 *
 * The engine multiplies block of rows by block of rows and the blocks are added in pairs (`rowSum`). Its
 * `isPositiveDefinite` asks for pivots > 0, which the rounding errors of a singular matrix satisfy as often as not; a
 * pivot here must exceed its own error bound (`pivotThreshold`), and every singular value of L the square root of that
 * bound, `threshold`, relative to the largest: rounding can lift every pivot of a singular G above its bound.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §10.1 and §20.4.
 */
export function factorCholesky(design: Float64Array, rows: number, columns: number): SynchronousFactorization {
  const p = columns;
  const pivotLimit = pivotThreshold(p, summationConstant(rows), 2 ** -53);
  const gram = rowBlock(gramOf(design, rows, p), p, 0, p);
  const cholesky = new CholeskyDecomposition(gram);
  const lower = cholesky.lowerTriangularMatrix;

  let found = 0;
  while (found < p && lower.get(found, found) ** 2 > pivotLimit * gram.get(found, found)) found++;

  // The block of L that was found, in a matrix of zeros (for its singular values) and of ones (for its inverse).
  const known = Matrix.zeros(p, p);
  const extended = Matrix.eye(p);
  for (let i = 0; i < found; i++) {
    for (let j = 0; j <= i; j++) {
      known.set(i, j, lower.get(i, j));
      extended.set(j, i, lower.get(i, j));
    }
  }

  const threshold = Math.sqrt(pivotLimit);
  const sigma = Float64Array.from(new SingularValueDecomposition(known).diagonal);
  const rank = numericalRank(sigma, threshold);

  return {
    solver: 'cholesky',
    outcome: rank === p ? 'ok' : 'not-positive-definite',
    rank,
    threshold,
    singularValues: sigma.subarray(0, Math.min(rows, p)),
    nullSpace: new Float64Array(0),
    inverseRoot: rowMajor(triangle(extended).solve(Matrix.eye(p)), 0, rank),
    solve(f, g): AugmentedSolution {
      const right = transposeProduct(design, rows, p, f);
      if (g !== undefined) for (let j = 0; j < p; j++) right[j] = at(right, j) - at(g, j);
      const theta = cholesky.solve(new Matrix(rowBlock(right, 1, 0, p)));
      const residual = Matrix.sub(rowBlock(f, 1, 0, rows), rowBlock(design, p, 0, rows).mmul(theta));
      return { theta: rowMajor(theta, 0, 1), residual: rowMajor(residual, 0, 1) };
    },
  };
}

/** ÃᵀÃ, p × p, row-major. */
function gramOf(design: Float64Array, rows: number, p: number): Float64Array {
  const sum = rowSum(rows, p * p, (from, to, out) => {
    out.set(rowBlock(design, p, from, to).gram().to1DArray());
  });
  return sum();
}
