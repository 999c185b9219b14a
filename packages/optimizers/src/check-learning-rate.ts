import { FitError } from '@wellposed/core';

/**
 * Accepts 'auto' or a finite number > 0.
 *
 * @throws FitError 'INVALID_OPTION' otherwise, with the value.
 */
export function checkLearningRate(learningRate: number | 'auto'): void {
  if (learningRate === 'auto') return;
  if (!(Number.isFinite(learningRate) && learningRate > 0)) {
    throw new FitError(
      'INVALID_OPTION',
      `learningRate must be 'auto' or a finite number > 0, got ${String(learningRate)}`,
      {
        argument: 'learningRate',
        value: learningRate,
      },
    );
  }
}
