import type { Evaluation, Optimizer, Spectrum } from '@wellposed/core';

/** f(θ) = ½ Σ λᵢ (θᵢ − cᵢ)²: the quadratic with Hessian diag(λ) and minimum c. */
export interface DiagonalQuadratic {
  readonly eigenvalues: readonly number[];
  readonly minimum: readonly number[];
}

export function evaluate({ eigenvalues, minimum }: DiagonalQuadratic, theta: Float64Array): Evaluation {
  const gradient = theta.map((value, i) => eigenvalues[i]! * (value - minimum[i]!));
  const value = theta.reduce((sum, t, i) => sum + 0.5 * eigenvalues[i]! * (t - minimum[i]!) ** 2, 0);
  return { value, gradient };
}

export function spectrumOf(eigenvalues: readonly number[]): Spectrum {
  return { eigenvalues: Float64Array.from(eigenvalues).sort().reverse() };
}

/** θ₀ … θ_steps of an optimizer on the quadratic, copied. */
export function trajectory<State>(
  optimizer: Optimizer<State>,
  quadratic: DiagonalQuadratic,
  start: readonly number[],
  steps: number,
): Float64Array[] {
  const parameters = start.length;
  let state = optimizer.init(Float64Array.from(start), { parameters, spectrum: spectrumOf(quadratic.eigenvalues) });
  const thetas = [optimizer.ask(state).theta.slice()];
  for (let k = 0; k < steps; k++) {
    state = optimizer.tell(state, evaluate(quadratic, optimizer.ask(state).theta));
    thetas.push(optimizer.ask(state).theta.slice());
  }
  return thetas;
}
