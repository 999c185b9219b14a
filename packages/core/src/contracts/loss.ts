/** How the per-row losses are combined: their weighted sum, or that sum divided by the sum of the weights. */
export type Reduction = 'sum' | 'mean';

/**
 * A loss: objective(θ) = Σᵢ wᵢ ρ(rᵢ), over `sum of weights` when the reduction is 'mean', with r = y − A θ.
 *
 * | member     | required | meaning                                                                        |
 * |------------|----------|--------------------------------------------------------------------------------|
 * | name       | yes      | as written on the command line                                                 |
 * | reduction  | yes      | always explicit: 'sum' and 'mean' move every stable learning rate by a factor n |
 * | rho        | yes      | ρ(r), in the squared units of y for the squared loss                           |
 * | derivative | yes      | ρ′(r)                                                                          |
 * | curvature  | yes      | ρ″(r)                                                                          |
 * | maximalCurvature | yes | sup ρ″, which bounds the Hessian: H ⪯ sup ρ″ · AᵀWA                            |
 * | quadratic  | yes      | true when ρ(r) = c r²: the closed forms minimise it exactly                    |
 *
 * Source of the notation: Huber, Robust Statistics (1981), §7.3.
 */
export interface Loss {
  readonly name: string;
  readonly reduction: Reduction;
  readonly quadratic: boolean;
  readonly maximalCurvature: number;
  rho(residual: number): number;
  derivative(residual: number): number;
  curvature(residual: number): number;
}
