import { numericalRank, rankThreshold } from '@wellposed/core';
import type { SynchronousFactorization } from '@wellposed/core';
import { SingularValueDecomposition } from 'ml-matrix';
import { svdFactorization } from './svd-factorization.js';
import { tallMatrix } from './tall-matrix.js';

/**
 * The engine's SVD of Ã (n × p, row-major): Golub & Reinsch's, normwise backward stable, so that every singular value
 * has an error of order u σ₁.
 *
 * Source: Golub & Reinsch, "Singular value decomposition and least squares solutions", Numer. Math. 14 (1970) 403–420.
 */
export function factorSvd(design: Float64Array, rows: number, columns: number): SynchronousFactorization {
  const svd = new SingularValueDecomposition(tallMatrix(design, rows, columns));
  const singularValues = Float64Array.from(svd.diagonal.slice(0, Math.min(rows, columns)));
  const threshold = rankThreshold(rows, columns, 2 ** -53);
  return svdFactorization({
    solver: 'svd',
    rows,
    left: svd.leftSingularVectors,
    singularValues,
    right: svd.rightSingularVectors,
    rank: numericalRank(singularValues, threshold),
    threshold,
  });
}
