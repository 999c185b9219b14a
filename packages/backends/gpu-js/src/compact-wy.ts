import { at } from '@wellposed/core';
import type { Reflections } from './householder.js';

/**
 * Q = I − V T Vᵀ, T upper triangular, T⁻¹ + T⁻ᵀ = VᵀV: the upper triangle of T⁻¹ is that of VᵀV with its diagonal halved.
 * So products with T are triangular solves, on the host, in float64. A reflection with β = 0 is none: its row and column are left out.
 *
 *     T x     for `transposed` false: T⁻¹ z = x, from below
 *     Tᵀ x    for `transposed` true:  T⁻ᵀ z = x, from above
 *
 * Source: Schreiber & Van Loan, "A storage-efficient WY representation for products of Householder transformations", SIAM J. Sci.
 * Stat. Comput. 10 (1989) 53–57; Puglisi, "Modification of the Householder method based on the compact WY representation",
 * SIAM J. Sci. Stat. Comput. 13 (1992) 723–726, for T⁻¹.
 *
 * @param x k numbers
 */
export function timesT({ count, betas, crossed }: Reflections, x: Float64Array, transposed: boolean): Float64Array {
  const z = new Float64Array(count);
  for (let step = 0; step < count; step++) {
    const i = transposed ? step : count - 1 - step;
    if (at(betas, i) === 0) continue;
    let sum = at(x, i);
    const [from, to] = transposed ? [0, i] : [i + 1, count];
    for (let j = from; j < to; j++) sum -= at(crossed, transposed ? j * count + i : i * count + j) * at(z, j);
    z[i] = sum * at(betas, i);
  }
  return z;
}

/** V₁ z, or V₁ᵀ z, with the first k rows of V. */
export function timesTop({ count, top }: Reflections, z: Float64Array, transposed: boolean): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const [to, from] = transposed ? [j, i] : [i, j];
      out[to] = at(out, to) + at(top, i * count + j) * at(z, from);
    }
  }
  return out;
}
