import type { Argument } from './argument.js';
import type { GpuDevice } from './gpu-device.js';
import type { KernelName } from './kernels.js';
import { levels } from './layout.js';
import type { Layout } from './layout.js';

/**
 * Sums over the rows: a kernel adds by blocks of rows, in float32; where that leaves many blocks they are added once more on the
 * device, 64 at a time; the rest is added here, in float64.
 *
 * @param name a kernel that answers with blocks × `height` partial sums
 * @returns `height` sums
 */
export async function blockSums(
  device: GpuDevice,
  { blocks }: Layout,
  name: KernelName,
  height: number,
  inputs: readonly Argument[],
): Promise<Float64Array> {
  const further = levels(blocks);
  const last = further.at(-1);
  if (!last) return rowSums(await device.compute(name, [blocks, height], inputs), blocks, height);
  let sums = await device.run(name, [blocks, height], inputs);
  try {
    for (const level of further.slice(0, -1)) {
      const next = await device.run('reduce', [level.blocks, height], [sums, level.depth, level.blocks]);
      sums.free();
      sums = next;
    }
    const left = await device.compute('reduce', [last.blocks, height], [sums, last.depth, last.blocks]);
    return rowSums(left, last.blocks, height);
  } finally {
    sums.free();
  }
}

function rowSums(values: Float32Array, width: number, height: number): Float64Array {
  return Float64Array.from({ length: height }, (_, y) =>
    values.subarray(y * width, (y + 1) * width).reduce((sum, value) => sum + value, 0),
  );
}
