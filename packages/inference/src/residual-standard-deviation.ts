import type { Problem, Solution } from '@wellposed/core';
import { finiteQuantity, type Obstacle, type Quantity } from './obstacle.js';
import { weightedNorm } from './weighted-norm.js';

/** s = √(Σ w r² / degrees of freedom), the estimate of σ; or why σ cannot be estimated. */
export function residualStandardDeviation(problem: Problem, solution: Solution): Quantity {
  const { residuals, degreesOfFreedom } = solution;
  return (
    obstacleToTheory(problem, solution) ??
    finiteQuantity(weightedNorm(residuals, problem.weights) / Math.sqrt(degreesOfFreedom))
  );
}

function obstacleToTheory({ loss, penalty }: Problem, solution: Solution): Obstacle | undefined {
  const { status, observations, degreesOfFreedom } = solution;
  if (!loss.quadratic) {
    return { code: 'NOT_LEAST_SQUARES', reason: `the theory holds for the squared loss, not for '${loss.name}'` };
  }
  if (penalty) {
    return { code: 'PENALIZED', reason: `the penalty '${penalty.name}' biases the estimates by an unknown amount` };
  }
  // A rank-deficient solution is at the minimum too: the fit is determined, if not every coefficient.
  if (status !== 'converged' && status !== 'rank-deficient') {
    return { code: 'NOT_AT_THE_MINIMUM', reason: `the fit ended as '${status}', not at the least-squares solution` };
  }
  if (degreesOfFreedom <= 0) {
    return {
      code: 'NO_DEGREES_OF_FREEDOM',
      reason: `${observations} observations and rank ${observations - degreesOfFreedom} leave no degrees of freedom to estimate the noise from`,
    };
  }
  return undefined;
}
