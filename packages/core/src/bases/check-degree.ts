import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';

/** @throws FitError 'INVALID_OPTION' unless `degree` is an integer from 0 to 1000. */
export function checkDegree(basis: string, degree: number): void {
  if (!Number.isInteger(degree) || degree < 0 || degree > 1000) {
    throw new FitError(
      'INVALID_OPTION',
      `${basis}: degree must be an integer from 0 to 1000, got ${describeValue(degree)}`,
      {
        argument: 'degree',
        value: degree,
      },
    );
  }
}
