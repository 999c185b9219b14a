import { FitError } from '../fit-error.js';
import { LARGEST_ARRAY } from './inputs/allocate.js';

/**
 * Refuses a problem whose matrices no array can hold: the design with a row for each penalised coefficient, (n + p) × p,
 * is the longest of them.
 *
 * @throws FitError 'TOO_LARGE' when (n + p) p > 2²⁹
 */
export function checkSize(observations: number, coefficients: number): void {
  const numbers = (observations + coefficients) * coefficients;
  if (numbers <= LARGEST_ARRAY) return;
  throw new FitError(
    'TOO_LARGE',
    `n = ${observations} rows and p = ${coefficients} coefficients take an array of (n + p)·p = ${numbers} numbers, ` +
      `the longest has 2^29 = ${LARGEST_ARRAY}: fit fewer columns, or the rows in parts`,
    { argument: 'x', value: numbers },
  );
}
