import { FitError } from '../../fit-error.js';

/**
 * @param nonnegative indices of coefficients, which must be integers in [0, coefficients), ascending
 * @throws FitError 'INVALID_OPTION', the row the place in the list
 */
export function checkNonnegative(nonnegative: readonly number[], coefficients: number): void {
  const refuse = (what: string, value: unknown, row?: number): FitError =>
    new FitError('INVALID_OPTION', `nonnegative ${what}`, {
      argument: 'nonnegative',
      ...(row !== undefined && { row }),
      value,
    });
  const given: unknown = nonnegative;
  if (!Array.isArray(given)) throw refuse('must be an array of indices', given);
  let previous = -1;
  for (const [row, index] of nonnegative.entries()) {
    if (!Number.isInteger(index) || index <= previous || index >= coefficients) {
      throw refuse(`must hold ascending indices of the ${coefficients} coefficients, got ${index}`, index, row);
    }
    previous = index;
  }
}
