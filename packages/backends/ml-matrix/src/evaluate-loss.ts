import { at, rowSum, reductionDivisor } from '@wellposed/core';
import type { Evaluation, LinearSystem } from '@wellposed/core';
import { Matrix } from 'ml-matrix';
import { rowBlock } from './row-block.js';

/**
 * The objective and its gradient, with r = y − A θ and W = 1 for 'sum', Σ wᵢ for 'mean':
 *
 *     value(θ) = Σᵢ wᵢ ρ(rᵢ) / W        gradient(θ) = −Aᵀ (w ∘ ρ′(r)) / W
 *
 * The engine multiplies block of rows by block of rows, since it adds naively; the blocks are added in pairs (`rowSum`).
 * The gradient is overwritten by the next evaluation.
 *
 * Source of the notation: Huber, Robust Statistics (1981), §7.3.
 */
export function evaluateLoss(system: LinearSystem): (theta: Float64Array) => Evaluation {
  const { rows, columns: p, design, targets, weights, loss } = system;
  const divisor = reductionDivisor(system);
  const gradient = new Float64Array(p);
  const theta = new Matrix(p, 1);

  // Of each block: −Aᵀ (w ∘ ρ′(r)), then Σ w ρ(r).
  const sum = rowSum(rows, p + 1, (from, to, out) => {
    const block = rowBlock(design, p, from, to);
    const predicted = block.mmul(theta);
    const slopes = new Matrix(to - from, 1);
    for (let row = from; row < to; row++) {
      const residual = at(targets, row) - predicted.get(row - from, 0);
      const weight = weights === undefined ? 1 : at(weights, row);
      slopes.set(row - from, 0, -weight * loss.derivative(residual));
      out[p] = at(out, p) + weight * loss.rho(residual);
    }
    out.set(block.transposeMultiply(slopes).getColumn(0));
  });

  return (query) => {
    theta.setColumn(0, query);
    const total = sum();
    for (let j = 0; j < p; j++) gradient[j] = at(total, j) / divisor;
    return { value: at(total, p) / divisor, gradient };
  };
}
