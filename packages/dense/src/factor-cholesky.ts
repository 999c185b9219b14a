import { at, pivotThreshold, rowSumSteps, summationConstant } from '@wellposed/core';
import type { Steps } from '@wellposed/core';
import type { DenseFactorization } from './dense-factorization.js';
import { normalEquations } from './normal-equations.js';
import { product } from './product.js';
import { transposeProduct } from './transpose-product.js';

/**
 * Normal equations: G = ÃᵀÃ, Ã n × p row-major. Solves
 *
 *     θ = G⁻¹ (Ãᵀ f − g),   residual = f − Ã θ
 *
 * Cheap, and the least accurate: the error grows with κ(Ã)², since forming G already rounds it. It breaks down when u κ² ≳ 1
 * (`normalEquations`).
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §20.4.
 */
export function* factorCholesky(design: Float64Array, rows: number, columns: number): Steps<DenseFactorization> {
  const limit = pivotThreshold(columns, summationConstant(rows), 2 ** -53);
  const { solve, ...found } = yield* normalEquations(yield* gram(design, rows, columns), rows, columns, limit);
  return {
    ...found,
    *solve(f, g) {
      const theta = yield* transposeProduct(design, rows, columns, f);
      if (g !== undefined) for (let j = 0; j < columns; j++) theta[j] = at(theta, j) - at(g, j);
      solve(theta);
      const fitted = yield* product(design, rows, columns, theta);
      return { theta, residual: f.map((value, row) => value - at(fitted, row)) };
    },
  };
}

/** The upper triangle of ÃᵀÃ, p × p, column-major; zeros below. */
function* gram(design: Float64Array, rows: number, p: number): Steps<Float64Array> {
  const sum = rowSumSteps(rows, p * p, (p * p) / 2, (from, to, out) => {
    for (let start = from * p; start < to * p; start += p) {
      for (let j = 0; j < p; j++) {
        const factor = at(design, start + j);
        for (let i = 0; i <= j; i++) out[j * p + i] = at(out, j * p + i) + factor * at(design, start + i);
      }
    }
  });
  return yield* sum();
}
