import { DoubleDouble } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { scaledQuantity, type Quantity } from './obstacle.js';
import { squareRoot } from './square-root.js';

/** s = √(Σ w r² / degrees of freedom) of the coefficients as they are; or why there is none. */
export function residualStandardDeviation({ obstacles, solution, scaled, residualSumOfSquares }: Analysis): Quantity {
  const obstacle = obstacles.variance ?? obstacles.sum;
  if (obstacle) return obstacle;
  const { hi, lo, unit } = residualSumOfSquares;
  const root = squareRoot(new DoubleDouble(hi, lo).divide(solution.degreesOfFreedom)).hi;
  return scaledQuantity(root, unit, scaled.rootWeightScale, scaled.targetScale);
}
