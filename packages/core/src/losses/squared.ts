import type { Loss, Reduction } from '../contracts/loss.js';

/** ρ(r) = r²: ordinary least squares. PyTorch's `MSELoss(reduction)`. H = 2 AᵀWA, over Σw for 'mean'. */
export function squared(options: { readonly reduction: Reduction }): Loss {
  return {
    name: 'squared',
    reduction: options.reduction,
    quadratic: true,
    maximalCurvature: 2,
    rho: (residual) => residual * residual,
    derivative: (residual) => 2 * residual,
    curvature: () => 2,
  };
}
