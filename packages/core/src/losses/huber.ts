import type { Loss, Reduction } from '../contracts/loss.js';
import { FitError } from '../fit-error.js';

/**
 * Huber's loss: ρ(r) = ½ r² for |r| ≤ δ, δ(|r| − ½ δ) beyond: squared near zero, absolute for outliers.
 *
 * `delta` is in the units of y, > 0. @throws FitError 'INVALID_OPTION' when it is not a positive finite number.
 * Source: Huber, "Robust estimation of a location parameter", Ann. Math. Statist. 35 (1964) 73–101.
 */
export function huber(options: { readonly delta: number; readonly reduction: Reduction }): Loss {
  const { delta, reduction } = options;
  if (!(delta > 0 && Number.isFinite(delta))) {
    throw new FitError('INVALID_OPTION', `huber: delta must be a positive finite number, got ${delta}`, {
      argument: 'delta',
      value: delta,
    });
  }
  return {
    name: 'huber',
    reduction,
    quadratic: false,
    maximalCurvature: 1,
    rho: (r) => (Math.abs(r) <= delta ? 0.5 * r * r : delta * (Math.abs(r) - 0.5 * delta)),
    derivative: (r) => Math.max(-delta, Math.min(delta, r)),
    curvature: (r) => (Math.abs(r) <= delta ? 1 : 0),
  };
}
