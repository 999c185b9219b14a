import type { AugmentedSolution, SynchronousFactorization } from '@wellposed/core';
import { Matrix } from 'ml-matrix';
import type { AbstractMatrix } from 'ml-matrix';
import { rowMajor } from './row-major.js';
import { tallColumn } from './tall-matrix.js';

/** Ã = U Σ Vᵀ (zero rows appended to Ã when n < p) and the rank decision on it. */
export interface SvdFactors {
  readonly solver: 'qr' | 'svd';
  /** n. */
  readonly rows: number;
  /** U, max(n, p) × p. */
  readonly left: AbstractMatrix;
  /** σ, min(n, p) numbers, descending. */
  readonly singularValues: Float64Array;
  /** V, p × p. */
  readonly right: AbstractMatrix;
  readonly rank: number;
  readonly threshold: number;
}

/**
 * Solves with the r leading singular values and their vectors:
 *
 *     c = U₁ᵀ f − Σ₁⁻¹ V₁ᵀ g,   θ = V₁ Σ₁⁻¹ c,   residual = f − U₁ c
 *
 * The engine's own `solve` is not used: it forms the p × n pseudo-inverse at every call, takes no g, gives no residual,
 * and cuts at half of our threshold.
 *
 * Source: Golub & Van Loan, Matrix Computations (2013), §5.5.2, Theorem 5.5.1.
 */
export function svdFactorization(factors: SvdFactors): SynchronousFactorization {
  const { solver, singularValues, right, rank, threshold } = factors;
  const p = right.columns;

  // As columns of p numbers: 1 and 1/σ for the r leading directions, 0 for the others.
  const kept = Array.from({ length: p }, (_, j) => (j < rank ? 1 : 0));
  const reciprocals = Array.from({ length: p }, (_, j) => (j < rank ? 1 / (singularValues[j] as number) : 0));
  const scaledRight = Matrix.mul(right, 1).mulRowVector(reciprocals);

  return {
    solver,
    outcome: 'ok',
    rank,
    threshold,
    singularValues,
    nullSpace: rowMajor(right, rank, p),
    inverseRoot: rowMajor(scaledRight, 0, rank),
    solve(f, g): AugmentedSolution {
      const padded = tallColumn(f, factors.left.rows);
      const c = factors.left.transposeMultiply(padded).mulColumnVector(kept);
      if (g !== undefined) c.sub(scaledRight.transposeMultiply(tallColumn(g, p)));
      const residual = Matrix.sub(padded, factors.left.mmul(c));
      return {
        theta: rowMajor(scaledRight.mmul(c), 0, 1),
        residual: rowMajor(residual, 0, 1).slice(0, factors.rows),
      };
    },
  };
}
