import { numericalRank, rankThreshold } from '@wellposed/core';
import type { AugmentedSolution, SynchronousFactorization } from '@wellposed/core';
import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { rowMajor } from './row-major.js';
import { svdFactorization } from './svd-factorization.js';
import { tallColumn, tallMatrix } from './tall-matrix.js';
import { triangle } from './triangle.js';

/**
 * The engine's Householder QR of Ã (n × p, row-major): Ã = Q₁ R with Q₁ n × p. Solves
 *
 *     h = R⁻ᵀ g,   d = Q₁ᵀ f,   θ = R⁻¹ (d − h),   residual = f − Q₁ (d − h)
 *
 * Its QR does not pivot, and its `isFullRank` asks only whether a diagonal element is exactly zero: that of the rank-2
 * matrix [1 2 3; 4 5 6; 7 8 9; 10 11 12] is 'full', and `solve` returns numbers of size 1e14. So the rank is decided on
 * the singular values of R, and a deficient matrix is solved with them: R = X Σ Vᵀ, Ã = (Q₁ X) Σ Vᵀ.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.5, eq. (20.19)–(20.21).
 */
export function factorQr(design: Float64Array, rows: number, columns: number): SynchronousFactorization {
  const qr = new QrDecomposition(tallMatrix(design, rows, columns));
  const q = qr.orthogonalMatrix;
  const r = qr.upperTriangularMatrix;
  const svd = new SingularValueDecomposition(r);
  const singularValues = Float64Array.from(svd.diagonal.slice(0, Math.min(rows, columns)));
  const threshold = rankThreshold(rows, columns, 2 ** -53);
  const rank = numericalRank(singularValues, threshold);

  if (rank < columns) {
    const left = q.mmul(svd.leftSingularVectors);
    return svdFactorization({
      solver: 'qr',
      rows,
      left,
      singularValues,
      right: svd.rightSingularVectors,
      rank,
      threshold,
    });
  }

  const upper = triangle(r);
  return {
    solver: 'qr',
    outcome: 'ok',
    rank,
    threshold,
    singularValues,
    nullSpace: new Float64Array(0),
    inverseRoot: rowMajor(upper.solve(Matrix.eye(columns)), 0, columns),
    solve(f, g): AugmentedSolution {
      const column = tallColumn(f, rows);
      const d = q.transposeMultiply(column);
      if (g !== undefined) d.sub(upper.solveTransposed(tallColumn(g, columns)));
      return { theta: rowMajor(upper.solve(d), 0, 1), residual: rowMajor(Matrix.sub(column, q.mmul(d)), 0, 1) };
    },
  };
}
