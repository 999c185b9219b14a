import { at, numericalRank, rankThreshold } from '@wellposed/core';
import type { AugmentedSolution, Steps } from '@wellposed/core';
import { columnMajor } from './column-major.js';
import type { DenseFactorization } from './dense-factorization.js';
import { dot } from './dot.js';
import { applyQ, applyQTransposed, pivotedQr } from './pivoted-qr.js';
import type { PivotedQr } from './pivoted-qr.js';
import { trapezoidSvd } from './trapezoid-svd.js';
import type { TrapezoidSvd } from './trapezoid-svd.js';

/**
 * SVD: Ã = U Σ Vᵀ with U = Q X, Ã n × p row-major. With the r singular values above τ σ₁ and their vectors it solves
 *
 *     c = U₁ᵀ f − Σ₁⁻¹ V₁ᵀ g,   θ = V₁ Σ₁⁻¹ c,   residual = f − U₁ c
 *
 * which for r < p is the least-squares solution of minimum norm. U is never formed: Q is applied by its reflectors.
 *
 * Source: Golub & Van Loan, Matrix Computations (2013), §5.5.2, Theorem 5.5.1.
 *
 * @param threshold τ of the rank decision; greater than by default for a design that was rounded before
 */
export function* factorSvd(
  design: Float64Array,
  rows: number,
  columns: number,
  threshold: number = rankThreshold(rows, columns, 2 ** -53),
): Steps<DenseFactorization> {
  const qr = yield* pivotedQr(columnMajor(design, rows, columns), rows, columns);
  const svd = yield* trapezoidSvd(qr);
  const rank = numericalRank(svd.singularValues, threshold);
  return {
    solver: 'svd',
    outcome: 'ok',
    rank,
    threshold,
    singularValues: svd.singularValues,
    nullSpace: nullSpace(svd, columns, rank),
    inverseRoot: inverseRoot(svd, columns, rank),
    solve: (f, g) => solve(qr, svd, rank, f, g),
  };
}

function* solve(
  qr: PivotedQr,
  svd: TrapezoidSvd,
  rank: number,
  f: Float64Array,
  g?: Float64Array,
): Steps<AugmentedSolution> {
  const { columns: p, steps: k } = qr;
  const { singularValues, left, right } = svd;
  const residual = Float64Array.from(f);
  yield* applyQTransposed(qr, residual);

  const c = new Float64Array(rank);
  for (let j = 0; j < rank; j++) {
    const h = g === undefined ? 0 : dot(right, j * p, g, 0, p) / at(singularValues, j);
    c[j] = dot(left, j * k, residual, 0, k) - h;
  }

  const theta = new Float64Array(p);
  for (let j = 0; j < rank; j++) {
    const coordinate = at(c, j) / at(singularValues, j);
    for (let i = 0; i < p; i++) theta[i] = at(theta, i) + coordinate * at(right, j * p + i);
    for (let i = 0; i < k; i++) residual[i] = at(residual, i) - at(c, j) * at(left, j * k + i);
  }
  yield* applyQ(qr, residual);
  return { theta, residual };
}

/** The last p − r columns of V, p × (p − r), row-major: orthonormal. */
function nullSpace({ right }: TrapezoidSvd, p: number, rank: number): Float64Array {
  const nullity = p - rank;
  const basis = new Float64Array(p * nullity);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < nullity; j++) basis[i * nullity + j] = at(right, (rank + j) * p + i);
  }
  return basis;
}

/** S = V₁ Σ₁⁻¹, p × r, row-major: S Sᵀ is the pseudo-inverse of ÃᵀÃ. */
function inverseRoot({ right, singularValues }: TrapezoidSvd, p: number, rank: number): Float64Array {
  const root = new Float64Array(p * rank);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < rank; j++) root[i * rank + j] = at(right, j * p + i) / at(singularValues, j);
  }
  return root;
}
