import type { Loss, Reduction } from '../contracts/loss.js';
import { FitError } from '../fit-error.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';
import { checkReduction } from './check-reduction.js';

/** Settings of Huber's loss. */
export interface HuberOptions {
  /** δ > 0, in the units of y. */
  readonly delta: number;
  readonly reduction: Reduction;
}

const optionKeys = { delta: true, reduction: true } satisfies OptionKeys<HuberOptions>;

/**
 * Huber's loss: ρ(r) = ½ r² for |r| ≤ δ, δ(|r| − ½ δ) beyond: squared near zero, absolute for outliers.
 *
 * @throws FitError 'INVALID_OPTION' when delta is not a positive finite number, or the reduction neither 'sum' nor 'mean'
 * Source: Huber, "Robust estimation of a location parameter", Ann. Math. Statist. 35 (1964) 73–101.
 */
export function huber(options: HuberOptions): Loss {
  refuseUnknownOptions(options, optionKeys, 'huber');
  const { delta, reduction } = options;
  if (!(delta > 0 && Number.isFinite(delta))) {
    throw new FitError('INVALID_OPTION', `huber: delta must be a positive finite number, got ${delta}`, {
      argument: 'delta',
      value: delta,
    });
  }
  checkReduction('huber', reduction);
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
