import { DoubleDouble } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { finiteQuantity, type Quantity } from './obstacle.js';
import { squareRoot } from './square-root.js';

/** s = √(Σ w r² / degrees of freedom), the estimate of σ; or why σ cannot be estimated. */
export function residualStandardDeviation({ variance, solution, scaled, residualSumOfSquares }: Analysis): Quantity {
  if (variance) return variance;
  const { hi, lo, unit } = residualSumOfSquares;
  const root = squareRoot(new DoubleDouble(hi, lo).divide(solution.degreesOfFreedom)).hi;
  return finiteQuantity(root * unit * scaled.rootWeightScale * scaled.targetScale);
}
