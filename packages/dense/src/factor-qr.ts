import { at, numericalRank, rankThreshold } from '@wellposed/core';
import type { AugmentedSolution, Steps } from '@wellposed/core';
import { columnMajor } from './column-major.js';
import type { DenseFactorization } from './dense-factorization.js';
import { applyQ, applyQTransposed, pivotedQr } from './pivoted-qr.js';
import type { PivotedQr } from './pivoted-qr.js';
import { trapezoidSvd } from './trapezoid-svd.js';
import { invertUpper, solveUpper, solveUpperTransposed } from './upper-triangle.js';

/**
 * Pivoted QR: Ã P = Q [R₁₁ R₁₂; 0 R₂₂], Ã n × p row-major, R₁₁ r × r with r the numerical rank. Solves
 *
 *     h = R₁₁⁻ᵀ (Pᵀ g)₁,   [d₁; d₂] = Qᵀ f,   θ = P [R₁₁⁻¹ (d₁ − h); 0],   residual = Q [h; d₂]
 *
 * The rank is the number of singular values of R above τ σ₁: sharper than the pivots |R_kk|, which can stay large in a
 * nearly singular matrix (Kahan's). The pivots only put the columns in order: the first r are independent. When r < p
 * the solution is the basic one (zeros for the other p − r columns), with Ãᵀ residual = g in the first r columns.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.5, eq. (20.19)–(20.21); Golub & Van Loan,
 * Matrix Computations (2013), §5.5.
 *
 * @param threshold τ of the rank decision; greater than by default for a design that was rounded before
 */
export function* factorQr(
  design: Float64Array,
  rows: number,
  columns: number,
  threshold: number = rankThreshold(rows, columns, 2 ** -53),
): Steps<DenseFactorization> {
  const qr = yield* pivotedQr(columnMajor(design, rows, columns), rows, columns);
  const { singularValues } = yield* trapezoidSvd(qr);
  const rank = numericalRank(singularValues, threshold);
  return {
    solver: 'qr',
    outcome: 'ok',
    rank,
    threshold,
    singularValues,
    nullSpace: nullSpace(qr, rank),
    inverseRoot: yield* inverseRoot(qr, rank),
    solve: (f, g) => solve(qr, rank, f, g),
  };
}

function* solve(qr: PivotedQr, rank: number, f: Float64Array, g?: Float64Array): Steps<AugmentedSolution> {
  const { rows, columns, packed, permutation } = qr;
  const h = new Float64Array(rank);
  if (g !== undefined) {
    for (let i = 0; i < rank; i++) h[i] = at(g, permutation[i] as number);
    solveUpperTransposed(packed, rows, rank, h);
  }

  const residual = Float64Array.from(f);
  yield* applyQTransposed(qr, residual);
  const solution = new Float64Array(rank);
  for (let i = 0; i < rank; i++) {
    solution[i] = at(residual, i) - at(h, i);
    residual[i] = at(h, i);
  }
  solveUpper(packed, rows, rank, solution);
  yield* applyQ(qr, residual);

  const theta = new Float64Array(columns);
  for (let i = 0; i < rank; i++) theta[permutation[i] as number] = at(solution, i);
  return { theta, residual };
}

/** P [−R₁₁⁻¹ R₁₂; I], p × (p − r), row-major. */
function nullSpace({ rows, columns, packed, permutation }: PivotedQr, rank: number): Float64Array {
  const nullity = columns - rank;
  const basis = new Float64Array(columns * nullity);
  for (let k = 0; k < nullity; k++) {
    const start = (rank + k) * rows;
    const dependent = packed.slice(start, start + rank);
    solveUpper(packed, rows, rank, dependent);
    for (let i = 0; i < rank; i++) basis[(permutation[i] as number) * nullity + k] = -at(dependent, i);
    basis[(permutation[rank + k] as number) * nullity + k] = 1;
  }
  return basis;
}

/** S = P [R₁₁⁻¹; 0], p × r, row-major: S Sᵀ is the inverse of ÃᵀÃ on the first r columns. */
function* inverseRoot({ rows, columns, packed, permutation }: PivotedQr, rank: number): Steps<Float64Array> {
  const inverse = yield* invertUpper(packed, rows, rank);
  const root = new Float64Array(columns * rank);
  for (let i = 0; i < rank; i++) {
    root.set(inverse.subarray(i * rank, (i + 1) * rank), (permutation[i] as number) * rank);
  }
  return root;
}
