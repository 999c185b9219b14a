import type { Reduction } from '../contracts/loss.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';

/** For callers without types. @throws FitError 'INVALID_OPTION' */
export function checkReduction(loss: string, reduction: Reduction): void {
  const given: unknown = reduction;
  if (given === 'sum' || given === 'mean') return;
  throw new FitError('INVALID_OPTION', `${loss}: reduction must be 'sum' or 'mean', got ${describeValue(given)}`, {
    argument: 'reduction',
    value: given,
  });
}
