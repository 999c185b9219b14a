import { at, rowSumSteps, reductionDivisor } from '@wellposed/core';
import type { Evaluation, LinearSystem, Steps } from '@wellposed/core';

/**
 * The objective and its gradient, with r = y − A θ and W = 1 for 'sum', Σ wᵢ for 'mean':
 *
 *     value(θ) = Σᵢ wᵢ ρ(rᵢ) / W        gradient(θ) = −Aᵀ (w ∘ ρ′(r)) / W
 *
 * One pass over the rows: the p + 1 sums are added in blocks and pairs (`rowSum`), so their error grows with log n.
 * Nothing is allocated in an evaluation; the gradient is overwritten by the next one.
 *
 * Source of the notation: Huber, Robust Statistics (1981), §7.3.
 */
export function evaluateLoss(system: LinearSystem): (theta: Float64Array) => Steps<Evaluation> {
  const { rows, columns: p, design, targets, weights, loss } = system;
  const divisor = reductionDivisor(system);
  const gradient = new Float64Array(p);
  const theta = new Float64Array(p);

  // Terms of a row: −w ρ′(r) times the row of A, then w ρ(r).
  const sum = rowSumSteps(rows, p + 1, 2 * p + 4, (from, to, out) => {
    for (let row = from; row < to; row++) {
      const start = row * p;
      let residual = at(targets, row);
      for (let j = 0; j < p; j++) residual -= at(design, start + j) * at(theta, j);
      const weight = weights === undefined ? 1 : at(weights, row);
      const slope = weight * loss.derivative(residual);
      for (let j = 0; j < p; j++) out[j] = at(out, j) - slope * at(design, start + j);
      out[p] = at(out, p) + weight * loss.rho(residual);
    }
  });

  return function* (query) {
    theta.set(query);
    const total = yield* sum();
    for (let j = 0; j < p; j++) gradient[j] = at(total, j) / divisor;
    return { value: at(total, p) / divisor, gradient };
  };
}
