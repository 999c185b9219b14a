import { at } from '../at.js';
import type { Domain } from '../contracts/basis-specification.js';
import { U, UNDERFLOW } from '../error-bounds/unit-roundoff.js';
import { DomainMap } from './domain-map.js';

/**
 * The coefficients of T_k(t(x)) in powers of x with every sign made positive, in the recurrence that forms them: what
 * their rounding errors are relative to, where terms cancel. (d + 1) × (d + 1), row-major, column k for T_k, as
 * `toMonomial`; float64, within a relative 2⁻⁴⁰ for d ≤ 1000.
 *
 * An entry that `toMonomial` forms is off by at most 76 k u² of its majorant, u = 2⁻⁵³: in each of k steps slope or
 * offset 17u², the products 7u² each and the sums 3u² each, and as much again for ratios that are not integers.
 */
export function chebyshevMajorant(degree: number, domain: Domain): Float64Array {
  const size = degree + 1;
  const { slope, offset } = new DomainMap(domain).coefficients();
  const matrix = new Float64Array(size * size);
  matrix[0] = 1;
  for (let k = 0; k < degree; k++) {
    for (let power = 0; power <= k + 1; power++) {
      const here = power * size + k;
      const shifted = power > 0 ? Math.abs(slope.hi) * at(matrix, here - size) : 0;
      const next = (k === 0 ? 1 : 2) * (shifted + Math.abs(offset.hi) * at(matrix, here));
      matrix[here + 1] = next + (k > 0 ? at(matrix, here - 1) : 0);
    }
  }
  return matrix;
}

/**
 * Bound on the error of an entry for total degree k, relative to its majorant; 0 for the constant, which is exact. A
 * product of m ≤ k entries adds up their 76 k u² and takes 7u² for each multiplication: 84 k u² covers both, and what
 * float64 took from the majorant.
 */
export function conversionError(degree: number): number {
  return 84 * degree * U * U;
}

/**
 * Bounds on what underflow takes from the entries of T_k, d + 1 numbers: at most four operations an entry and step, each
 * off by `UNDERFLOW`, grow by 2(|slope| + |offset|) + 1 at most in each of the steps that follow.
 */
export function conversionUnderflow(degree: number, domain: Domain): Float64Array {
  const { slope, offset } = new DomainMap(domain).coefficients();
  const growth = 2 * (Math.abs(slope.hi) + Math.abs(offset.hi)) + 1;
  return Float64Array.from({ length: degree + 1 }, (_, k) => 4 * k * UNDERFLOW * growth ** k);
}
