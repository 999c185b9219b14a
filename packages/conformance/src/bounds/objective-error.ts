import type { LinearSystem } from '@wellposed/core';
import { at, gamma } from '@wellposed/core';

/** Bounds on the errors of a computed objective: of its value, and of each component of its gradient. */
export interface ObjectiveError {
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * How far value = Σ wᵢ ρ(rᵢ) / V and gradient = −Aᵀ(w ∘ ρ′(r)) / V may be from their exact values, in any order of summation.
 *
 * The residual has the error dᵢ ≤ γ_(p+4) (|yᵢ| + Σⱼ |aᵢⱼ||θⱼ|) (p + 1 operations, and 3 to store its operands on the
 * device). With L = sup ρ″, Taylor gives |Δρ| ≤ |ρ′| d + L d²/2 and |Δρ′| ≤ L d. Sums of n terms with the rounding of ρ, w, V
 * add γ_(n+8) of the sum of absolute values.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1, §4.2 eq. (4.4).
 *
 * @param residuals the exact residuals y − A θ, rounded
 */
export function objectiveError(
  system: LinearSystem,
  theta: Float64Array,
  residuals: Float64Array,
  unitRoundoff: number,
): ObjectiveError {
  const { rows, columns, design, targets, weights, loss } = system;
  const perRow = gamma(columns + 4, unitRoundoff);
  const sum = gamma(rows + 8, unitRoundoff);
  const gradient = new Float64Array(columns);
  let value = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights ? at(weights, i) : 1;
    total += weight;
    let magnitude = Math.abs(at(targets, i));
    for (let j = 0; j < columns; j++) magnitude += Math.abs(at(design, i * columns + j) * at(theta, j));
    const d = perRow * magnitude;
    const slope = Math.abs(loss.derivative(at(residuals, i)));
    const shift = slope * d + (loss.maximalCurvature * d * d) / 2;
    value += weight * (shift + sum * (Math.abs(loss.rho(at(residuals, i))) + shift));
    const turn = loss.maximalCurvature * d;
    const own = weight * (turn + sum * (slope + turn));
    for (let j = 0; j < columns; j++) {
      gradient[j] = at(gradient, j) + Math.abs(at(design, i * columns + j)) * own;
    }
  }
  const divisor = loss.reduction === 'mean' ? total : 1;
  return { value: value / divisor, gradient: gradient.map((bound) => bound / divisor) };
}
