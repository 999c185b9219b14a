import type { Problem, Solution } from '@wellposed/core';
import type { Obstacle } from './obstacle.js';

/**
 * Why the distribution theory of least squares does not hold for a fit; undefined when it does. Degrees of freedom
 * apart.
 */
export function obstacleToTheory({ loss, penalty, nonnegative }: Problem, { status }: Solution): Obstacle | undefined {
  if (!loss.quadratic) {
    return { code: 'NOT_LEAST_SQUARES', reason: `the theory holds for the squared loss, not for '${loss.name}'` };
  }
  if (penalty) {
    return { code: 'PENALIZED', reason: `the penalty '${penalty.name}' biases the estimates by an unknown amount` };
  }
  if (nonnegative && nonnegative.length > 0) {
    return {
      code: 'INEQUALITY_CONSTRAINTS',
      reason: 'coefficients that are kept ≥ 0 are not linear in y, so that the classical theory does not hold',
    };
  }
  // A rank-deficient solution is at the minimum too: the fit is determined, if not every coefficient.
  if (status !== 'converged' && status !== 'rank-deficient') {
    return { code: 'NOT_AT_THE_MINIMUM', reason: `the fit ended as '${status}', not at the least-squares solution` };
  }
  return undefined;
}

/** That nothing is left to estimate the noise from; undefined when there is. */
export function obstacleToVariance({ observations, degreesOfFreedom }: Solution): Obstacle | undefined {
  if (degreesOfFreedom > 0) return undefined;
  return {
    code: 'NO_DEGREES_OF_FREEDOM',
    reason: `${observations} observation${observations === 1 ? '' : 's'} and rank ${observations - degreesOfFreedom} leave no degrees of freedom to estimate the noise from`,
  };
}
