import type { PolynomialBasis } from '../contracts/basis.js';
import type { RecurrenceOptions } from './recurrence-basis.js';
import { recurrenceBasis } from './recurrence-basis.js';

/**
 * Chebyshev polynomials of the first kind T₁ … T_d on a domain: κ of the design stays near 1 for well-spread points.
 *
 * T_{k+1} = 2 t T_k − T_{k−1}, T₁ = t. Source: Mason & Handscomb, Chebyshev Polynomials (2003), eq. (1.3).
 *
 * @throws FitError 'INVALID_OPTION' for a degree or domain out of range.
 */
export function chebyshev(options: RecurrenceOptions): PolynomialBasis {
  return recurrenceBasis(
    { name: 'chebyshev', symbol: 'T', a: (k) => [k === 0 ? 1 : 2, 1], c: (k) => [k === 0 ? 0 : 1, 1] },
    options,
  );
}
