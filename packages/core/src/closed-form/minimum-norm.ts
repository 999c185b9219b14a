import { at } from '../at.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { powerOfTwo } from '../power-of-two.js';

/**
 * The shortest of all solutions θ + N z, and the z that leads to it.
 *
 * z = −N⁺ θ by modified Gram–Schmidt with one reorthogonalisation (Björck, Numerical Methods for Least Squares
 * Problems, 1996, §2.4.5), which keeps the projection accurate to u even when N is ill-conditioned.
 *
 * @param theta p numbers
 * @param nullSpace N, p × k, row-major, independent columns
 * @returns z, k numbers; the minimum-norm solution is θ + N z
 */
export function minimumNorm(theta: Float64Array, nullSpace: Float64Array): Float64Array {
  const p = theta.length;
  const k = nullSpace.length / p;
  const q: Float64Array[] = [];
  const r = new Float64Array(k * k);
  const scales = new Float64Array(k);
  const rest = Float64Array.from(theta);
  const projection = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const given = Float64Array.from({ length: p }, (_, i) => at(nullSpace, i * k + j));
    // Brought to the size of 1, so that no square overflows: the columns come in the user's units.
    const scale = powerOfTwo(maximumMagnitude(given));
    scales[j] = scale;
    const column = given.map((value) => value / scale);
    for (let pass = 0; pass < 2; pass++) {
      for (const [i, direction] of q.entries()) r[i * k + j] = at(r, i * k + j) + removeComponent(column, direction);
    }
    const length = Math.sqrt(dot(column, column));
    r[j * k + j] = length;
    const direction = column.map((value) => value / length);
    q.push(direction);
    projection[j] = removeComponent(rest, direction) + removeComponent(rest, direction);
  }
  // N = Q R diag(scales), so N z = −Q (Qᵀθ) for R diag(scales) z = −Qᵀθ.
  const z = new Float64Array(k);
  for (let i = k - 1; i >= 0; i--) {
    let sum = -at(projection, i);
    for (let j = i + 1; j < k; j++) sum -= at(r, i * k + j) * at(z, j);
    z[i] = sum / at(r, i * k + i);
  }
  return z.map((value, j) => value / at(scales, j));
}

/** v ← v − q (qᵀv); returns qᵀv. */
function removeComponent(v: Float64Array, q: Float64Array): number {
  const component = dot(v, q);
  for (let i = 0; i < v.length; i++) v[i] = at(v, i) - component * at(q, i);
  return component;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}
