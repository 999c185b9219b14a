import type { PolynomialBasis } from '../contracts/basis.js';
import type { RecurrenceOptions } from './recurrence-basis.js';
import { recurrenceBasis } from './recurrence-basis.js';

/**
 * Legendre polynomials P₁ … P_d on a domain, orthogonal for evenly spread points in the limit.
 *
 * (k + 1) P_{k+1} = (2k + 1) t P_k − k P_{k−1}, P₁ = t. Source: Abramowitz & Stegun (1964), 22.7.10.
 *
 * @throws FitError 'INVALID_OPTION' for a degree or domain out of range.
 */
export function legendre(options: RecurrenceOptions): PolynomialBasis {
  return recurrenceBasis(
    { name: 'legendre', symbol: 'P', a: (k) => [2 * k + 1, k + 1], c: (k) => [k, k + 1] },
    options,
  );
}
