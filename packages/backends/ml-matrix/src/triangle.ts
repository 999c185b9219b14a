import { Matrix, MatrixFlipColumnView, MatrixFlipRowView, QrDecomposition } from 'ml-matrix';
import type { AbstractMatrix } from 'ml-matrix';

/** R⁻¹ B and R⁻ᵀ B for a nonsingular upper triangular R. */
export interface Triangle {
  solve(b: AbstractMatrix): Matrix;
  solveTransposed(b: AbstractMatrix): Matrix;
}

/**
 * Substitution by the engine, which offers none by itself: the QR of a triangle is the triangle with its signs changed,
 * exactly, so that `QrDecomposition.solve` is back substitution. Rᵀ is made upper triangular by reversing the order of
 * its rows and columns.
 */
export function triangle(r: AbstractMatrix): Triangle {
  const upper = new QrDecomposition(r);
  const reversed = new QrDecomposition(new MatrixFlipRowView(new MatrixFlipColumnView(r.transpose())));
  return {
    solve: (b) => upper.solve(Matrix.mul(b, 1)),
    solveTransposed: (b) => new Matrix(new MatrixFlipRowView(reversed.solve(new Matrix(new MatrixFlipRowView(b))))),
  };
}
