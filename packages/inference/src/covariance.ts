/*
 * Covariance and correlation of the coefficients in the user's basis, from S (p × r) with S Sᵀ = (AᵀWA)⁻¹:
 *
 *     cov(θᵢ, θⱼ) = s² Sᵢ·Sⱼ,     cor(θᵢ, θⱼ) = Sᵢ·Sⱼ / (‖Sᵢ‖ ‖Sⱼ‖).
 *
 * Source: Seber & Lee, Linear Regression Analysis (2nd ed., 2003), §3.2.
 */
import { at, DoubleDouble, type Problem, refuseUnknownOptions, type Solution } from '@wellposed/core';
import { analyse, type Analysis } from './analysis.js';
import type { CoefficientMatrix } from './coefficient-matrix.js';
import { fixedByConstraints, isDetermined, notEstimable } from './is-determined.js';
import { Notes } from './notes.js';
import { finiteQuantity, isObstacle, type Obstacle, type Quantity, scaledQuantity } from './obstacle.js';
import { perfectFitOptionKeys, type PerfectFitOptions } from './perfect-fit.js';
import { squareRoot } from './square-root.js';
import { rowProduct, userRoot, type UserRoot } from './user-root.js';

/**
 * The estimated covariance matrix of the coefficients, σ² replaced by s²: its diagonal holds the squared standard
 * errors. An entry is right to the last digits relative to √(cov(i, i) cov(j, j)); it exists where `infer` has both
 * standard errors.
 *
 * @throws FitError 'SHAPE_MISMATCH' when the solution does not belong to the problem; 'INVALID_OPTION' for perfectFit
 */
export function covariance(problem: Problem, solution: Solution, options: PerfectFitOptions = {}): CoefficientMatrix {
  refuseUnknownOptions(options, perfectFitOptionKeys, 'covariance');
  const analysis = analyse(problem, solution, options);
  const { scaled, residualSumOfSquares, obstacles } = analysis;
  const { hi, lo, unit } = residualSumOfSquares;
  return matrixOf(analysis, obstacles.noise, (root, i, j) => {
    const product = rowProduct(root.matrix, root.rank, i, j);
    product.multiply(hi, lo).divide(solution.degreesOfFreedom);
    const [first, second] = [at(root.units, i), at(root.units, j)];
    return scaledQuantity(product.hi, unit, unit, first, second, scaled.targetScale, scaled.targetScale);
  });
}

/**
 * The correlation matrix of the coefficients, entries in [−1, 1]. It depends on the design and the weights only, and
 * needs no degrees of freedom. A coefficient that constraints leave no freedom has none.
 *
 * @throws FitError 'SHAPE_MISMATCH' when the solution does not belong to the problem
 */
export function correlation(problem: Problem, solution: Solution): CoefficientMatrix {
  const analysis = analyse(problem, solution);
  return matrixOf(analysis, undefined, (root, i, j) => {
    if (root.fixed[i] || root.fixed[j]) return fixedByConstraints;
    if (i === j) return 1;
    const length = (k: number): DoubleDouble => squareRoot(rowProduct(root.matrix, root.rank, k, k));
    const [first, second] = [length(i), length(j)];
    const cosine = rowProduct(root.matrix, root.rank, i, j).divide(first.hi, first.lo).divide(second.hi, second.lo);
    return finiteQuantity(cosine.hi);
  });
}

/** The matrix of `entry` over all pairs of coefficients that the data determine. */
function matrixOf(
  analysis: Analysis,
  obstacle: Obstacle | undefined,
  entry: (root: UserRoot, i: number, j: number) => Quantity,
): CoefficientMatrix {
  const { solution, root } = analysis;
  const { names } = solution;
  const notes = new Notes();
  const found = obstacle ?? root;
  const user = isObstacle(found) ? found : userRoot(analysis, found);
  const entryOf = (i: number, j: number): Quantity => {
    if (isObstacle(user)) return user;
    return isDetermined(solution, i) && isDetermined(solution, j) ? entry(user, i, j) : notEstimable;
  };
  const values = names.map((name, i) =>
    names.map((_, j) => {
      const quantity = entryOf(i, j);
      // A row of the matrix belongs to its coefficient; a pair is told of with the one that stands in its way.
      if (i !== j && (quantity === notEstimable || quantity === fixedByConstraints)) return undefined;
      return notes.take('values', quantity, name);
    }),
  );
  return { names, values, reasons: notes.reasons(names.length) };
}
