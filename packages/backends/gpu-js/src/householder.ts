import { at } from '@wellposed/core';
import { blockSums } from './block-sums.js';
import type { GpuDevice } from './gpu-device.js';
import type { Layout } from './layout.js';
import type { Resident } from './resident.js';

/** A = Q R by k reflections I − βᵢ vᵢ vᵢᵀ: what the host knows of them, and the array with the rest. */
export interface Reflections {
  /** R, k × p, row-major. */
  readonly upper: Float64Array;
  /** k. */
  readonly count: number;
  /** βᵢ, k numbers; 0 where there is nothing to reflect. */
  readonly betas: Float64Array;
  /** The i-th element of vᵢ, k numbers. */
  readonly heads: Float32Array;
  /** vᵢᵀ vⱼ for i < j, k × k, row-major, zeros elsewhere. */
  readonly crossed: Float64Array;
  /** The first k rows of V, k × k, row-major, zeros above the diagonal. */
  readonly top: Float64Array;
  /** The array in which vⱼ is left below the diagonal of column j. */
  readonly array: Resident;
  /** Gives that array back, unless it is the one that was given. */
  free(): void;
}

/**
 * ‖x‖² below which H = I: squares of float32 numbers are subnormal there, and β loses its digits. What is then below
 * the diagonal, less than 2⁻⁵⁰ of a matrix of size 1, stays there.
 */
const NEGLIGIBLE = 2 ** -100;

/**
 * Householder's QR, without pivots, of the leading p columns of an array on the device. Column j takes two kernels and two
 * reads of O(p) numbers:
 *
 *     s = x₁ᵀ A₁ (rows below j, blocked),  α = −sign(x₀) √(x₀² + s_j),  v = [x₀ − α; x₁],  β = 2 / (v₀² + s_j)
 *     w = β (v₀ a_j + s),  A₁ ← A₁ − x₁ wᵀ,  row j of R = a_j − v₀ w
 *
 * with a_j row j. The scalars are float64, on the host; the columns never leave the device. v₀ adds two numbers of
 * one sign, so that each sum has only the errors of its own terms: Higham (2002), Lemma 19.1 and Theorem 19.4.
 *
 * The products vᵢᵀ vⱼ come with s, since the columns that are done still hold their vectors.
 *
 * @param array [A | …], left as it is
 */
export async function householder(device: GpuDevice, layout: Layout, array: Resident, p: number): Promise<Reflections> {
  const { rows, stride, depth, blocks } = layout;
  const height = array.length / stride;
  const count = Math.min(rows, p);
  const upper = new Float64Array(count * p);
  const betas = new Float64Array(count);
  const heads = new Float32Array(count);
  const crossed = new Float64Array(count * count);
  const top = new Float64Array(count * count);
  let a = array;
  const free = (): void => {
    if (a !== array) a.free();
  };
  try {
    for (let j = 0; j < count; j++) {
      const row = await device.compute('row', [height], [a, j]);
      const below = await blockSums(device, layout, 'dots', height, [a, j, j, depth, blocks]);
      const x0 = row[j] ?? 0;
      const tail = at(below, j);
      const alpha = x0 > 0 ? -Math.sqrt(x0 * x0 + tail) : Math.sqrt(x0 * x0 + tail);
      // What is no number, or infinite, reflects: it must reach R, which is screened.
      const reflects = !(tail <= 0 || x0 * x0 + tail < NEGLIGIBLE);
      const head = reflects ? Math.fround(x0 - alpha) : 0;
      const beta = reflects ? 2 / (head * head + tail) : 0;
      heads[j] = head;
      betas[j] = beta;
      for (let i = 0; i < j; i++) {
        // Row j of the columns that are done is row j of V.
        const entry = at(betas, i) > 0 ? (row[i] ?? 0) : 0;
        top[j * count + i] = entry;
        crossed[i * count + j] = at(betas, i) > 0 ? entry * head + at(below, i) : 0;
      }
      top[j * count + j] = head;

      const w = new Float32Array(height);
      upper[j * p + j] = reflects ? alpha : x0;
      for (let k = j + 1; k < p; k++) {
        w[k] = beta * (head * (row[k] ?? 0) + at(below, k));
        upper[j * p + k] = (row[k] ?? 0) - head * (w[k] ?? 0);
      }
      if (beta === 0 || j + 1 === p) continue;
      const next = await device.run('reflect', [stride, height], [a, w, j, j]);
      free();
      a = next;
    }
    return { upper, count, betas, heads, crossed, top, array: a, free };
  } catch (error) {
    free();
    throw error;
  }
}
