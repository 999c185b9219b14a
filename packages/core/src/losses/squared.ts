import type { Loss, Reduction } from '../contracts/loss.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';
import { checkReduction } from './check-reduction.js';

/** Settings of the squared loss. */
export interface SquaredOptions {
  readonly reduction: Reduction;
}

const optionKeys = { reduction: true } satisfies OptionKeys<SquaredOptions>;

/**
 * ρ(r) = r²: ordinary least squares. PyTorch's `MSELoss(reduction)`. H = 2 AᵀWA, over Σw for 'mean'.
 *
 * @throws FitError 'INVALID_OPTION' for another reduction than 'sum' and 'mean'
 */
export function squared(options: SquaredOptions): Loss {
  refuseUnknownOptions(options, optionKeys, 'squared');
  const { reduction } = options;
  checkReduction('squared', reduction);
  return {
    name: 'squared',
    reduction,
    quadratic: true,
    maximalCurvature: 2,
    rho: (residual) => residual * residual,
    derivative: (residual) => 2 * residual,
    curvature: () => 2,
  };
}
