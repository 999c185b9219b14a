import type { Reduction } from '@wellposed/core';
import fc from 'fast-check';

/** A least-squares objective with a known spectrum, in a few small numbers. */
export interface QuadraticRecipe {
  readonly parameters: number;
  /** λ_max/λ_min is this to the power 1 to 3; ≥ 1. */
  readonly spread: number;
  /** log₂ of the scale of the Hessian. */
  readonly scale: number;
  readonly reduction: Reduction;
  /** Σw, by which 'mean' divides. */
  readonly totalWeight: number;
  readonly seed: number;
}

/** fast-check arbitrary of quadratics: p from 1 to 6, κ(H) up to 100, both reductions. */
export const quadraticRecipes: fc.Arbitrary<QuadraticRecipe> = fc.record({
  parameters: fc.integer({ min: 1, max: 6 }),
  spread: fc.double({ min: 1, max: 100, noNaN: true }),
  scale: fc.integer({ min: -20, max: 20 }),
  reduction: fc.constantFrom('sum' as const, 'mean' as const),
  totalWeight: fc.double({ min: 0.5, max: 1000, noNaN: true }),
  seed: fc.nat({ max: 2 ** 31 - 1 }),
});
