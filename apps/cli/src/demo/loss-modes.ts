import { reference } from '@wellposed/backend-reference';
import type { Problem } from '@wellposed/core';
import { at, fromFloat64, materialise } from '@wellposed/core';

/** One eigen-direction of the loss' Hessian, and what it holds of the loss and of the error. */
export interface LossMode {
  /** λ of H = 2 AᵀA. */
  readonly eigenvalue: number;
  /** Its part of the loss above the minimum, at some coefficients. */
  readonly excessLoss: number;
  /** Its part of ‖θ − θ*‖². */
  readonly squaredError: number;
}

/**
 * Splits the loss above its minimum into the modes of descent, largest λ first: with A = U Σ Vᵀ and e = θ − θ*,
 *
 *     ‖y − A θ‖² − ‖y − A θ*‖² = ‖A e‖² = Σ σᵢ² (vᵢᵀ e)²,   λᵢ = 2 σᵢ²,
 *
 * each of which one step of gradient descent multiplies by (1 − α λᵢ)².
 *
 * @param problem squared loss, reduction 'sum', no weights, full rank
 */
export function lossModes(problem: Problem, theta: Float64Array, minimiser: Float64Array): LossMode[] {
  const rows = problem.y.length;
  const columns = theta.length;
  const design = materialise(problem.model, fromFloat64(problem.x), rows).hi;
  const session = reference.open({ rows, columns, design, targets: problem.y, loss: problem.loss });
  try {
    // The SVD's inverse root is V Σ⁻¹: its column i, times σᵢ, is vᵢ.
    const { singularValues, inverseRoot } = session.factor('svd');
    return Array.from(singularValues, (sigma, mode) => {
      let along = 0;
      for (let j = 0; j < columns; j++) {
        along += sigma * at(inverseRoot, j * columns + mode) * (at(theta, j) - at(minimiser, j));
      }
      return { eigenvalue: 2 * sigma ** 2, excessLoss: (sigma * along) ** 2, squaredError: along ** 2 };
    });
  } finally {
    session.dispose();
  }
}
