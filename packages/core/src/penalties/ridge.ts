import { at } from '../at.js';
import type { Penalty } from '../contracts/penalty.js';
import { FitError } from '../fit-error.js';

/**
 * Ridge: penalty(θ) = λ Σ θⱼ² over all coefficients but the intercept, in the user's basis.
 *
 * `lambda` ≥ 0, in units of objective ÷ θ². @throws FitError 'INVALID_OPTION' when it is negative or not finite.
 * Source: Hoerl & Kennard, "Ridge regression", Technometrics 12 (1970) 55–67.
 */
export function ridge(lambda: number): Penalty {
  if (!(lambda >= 0 && lambda < Infinity)) {
    throw new FitError('INVALID_OPTION', `ridge: lambda must be a finite number ≥ 0, got ${lambda}`, {
      argument: 'lambda',
      value: lambda,
    });
  }
  return {
    name: 'ridge',
    value(theta, intercept) {
      let squares = 0;
      for (let j = 0; j < theta.length; j++) if (j !== intercept) squares += at(theta, j) ** 2;
      return lambda * squares;
    },
    addGradient(theta, intercept, gradient) {
      for (let j = 0; j < theta.length; j++) {
        if (j !== intercept) gradient[j] = at(gradient, j) + 2 * lambda * at(theta, j);
      }
    },
    diagonal: (parameters, intercept) =>
      Float64Array.from({ length: parameters }, (_, j) => (j === intercept ? 0 : lambda)),
  };
}
