import type { OrthogonalFactor } from '@wellposed/device';
import { blockSums } from './block-sums.js';
import { timesT, timesTop } from './compact-wy.js';
import type { GpuDevice } from './gpu-device.js';
import type { Reflections } from './householder.js';
import { padded, withZeros } from './layout.js';
import type { Layout } from './layout.js';

/**
 * Q of A = Q R as V and T (`timesT`), V on the device, with V₁ its first k rows:
 *
 *     Qᵀ f = f₁ − V₁ Tᵀ (Vᵀ f),   the leading k numbers
 *     Q c  = [c; 0] − V (T (V₁ᵀ c))
 *
 * one kernel over the rows each.
 *
 * @param reflections they are given back
 */
export async function orthogonalFactor(
  device: GpuDevice,
  layout: Layout,
  reflections: Reflections,
): Promise<OrthogonalFactor> {
  const { upper, count, betas, array } = reflections;
  const { rows, stride, depth, blocks } = layout;
  const height = padded(count + 1);
  const heads = withZeros(reflections.heads, height);
  const kept = withZeros(Float32Array.from(betas, Math.sign), height);
  const v = await device.run('reflectors', [stride, height], [array, heads, kept]).finally(() => reflections.free());
  return {
    upper,
    async multiplyTransposed(f) {
      const inputs = [v, withZeros(f, stride), count, depth, blocks];
      const projected = await blockSums(device, layout, 'moments', height, inputs);
      const moved = timesTop(reflections, timesT(reflections, projected, true), false);
      return moved.map((value, i) => (f[i] ?? 0) - value);
    },
    async multiply(c) {
      const z = timesT(reflections, timesTop(reflections, Float64Array.from(c), true), false);
      const weights = withZeros(Float32Array.from(z), height);
      const product = await device.compute('residual', [stride], [withZeros(c, stride), v, weights, count]);
      return product.slice(0, rows);
    },
    dispose: () => v.free(),
  };
}
