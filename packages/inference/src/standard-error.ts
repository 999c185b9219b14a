import { at, DoubleDouble } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { isDetermined, notEstimable } from './is-determined.js';
import { isObstacle, type Quantity, scaledQuantity } from './obstacle.js';
import { squareRoot } from './square-root.js';
import { rowProduct, type UserRoot } from './user-root.js';

/**
 * se(θⱼ) = s ‖Sⱼ‖₂ with row j of S (p × rank) in the user's basis, in double-double up to one rounding; or why there is
 * none.
 *
 * @param root S in the user's basis, or why there is none
 */
export function standardError(analysis: Analysis, root: Quantity<UserRoot>, j: number): Quantity {
  const { obstacles, solution, scaled, residualSumOfSquares } = analysis;
  if (obstacles.noise) return obstacles.noise;
  if (!isDetermined(solution, j)) return notEstimable;
  if (isObstacle(root)) return root;
  const squares = rowProduct(root.matrix, root.rank, j, j);
  const { hi, lo, unit } = residualSumOfSquares;
  const error = squareRoot(new DoubleDouble(hi, lo).divide(solution.degreesOfFreedom).multiply(squares.hi, squares.lo));
  return scaledQuantity(error.hi, unit, at(root.units, j), scaled.targetScale);
}
