import type { DeviceDescent, DevicePoint } from '@wellposed/device';
import type { GpuDevice } from './gpu-device.js';
import { BLOCK, levels, padded, withZeros } from './layout.js';
import type { ResidentSystem } from './resident-system.js';
import type { Resident } from './resident.js';

/**
 * Gradient descent with momentum where numbers stay where kernels read them: θ and v are read once, at the end.
 *
 *     r = y − A θ,   g = Aᵀ r (by blocks, then 64 blocks at a time),   v ← μ v + s ∘ g,   θ ← θ + v
 */
export async function stepwiseDescent(
  device: GpuDevice,
  { layout, columns, a, y }: ResidentSystem,
  { theta, velocity, rates, momentum, steps }: DeviceDescent,
): Promise<DevicePoint> {
  const { stride, depth, blocks } = layout;
  const height = padded(columns + 1);
  const further = levels(blocks, BLOCK);
  const held = new Set<Resident>();
  const hold = async (arriving: Promise<Resident>): Promise<Resident> => {
    const array = await arriving;
    held.add(array);
    return array;
  };
  const free = (array: Resident): void => {
    held.delete(array);
    array.free();
  };
  const upload = (values: Float32Array): Promise<Resident> => hold(device.uploadVector(withZeros(values, height)));
  try {
    const [speeds, inertia] = [await upload(rates), await hold(device.uploadVector(Float32Array.of(momentum)))];
    let [at, moving] = [await upload(theta), await upload(velocity)];
    for (let step = 0; step < steps; step++) {
      const r = await hold(device.run('residual', [stride], [y, a, at, columns]));
      let sums = await hold(device.run('moments', [blocks, height], [a, r, columns, depth, blocks]));
      free(r);
      let left = blocks;
      for (const level of further) {
        const next = await hold(device.run('reduce', [level.blocks, height], [sums, level.depth, level.blocks]));
        free(sums);
        sums = next;
        left = level.blocks;
      }
      const faster = await hold(device.run('velocity', [height], [moving, sums, speeds, inertia, left]));
      const there = await hold(device.run('position', [height], [at, faster]));
      for (const old of [sums, moving, at]) free(old);
      moving = faster;
      at = there;
    }
    const read = async (array: Resident): Promise<Float32Array> => (await device.read(array)).slice(0, columns);
    return { theta: await read(at), velocity: await read(moving) };
  } finally {
    for (const array of held) array.free();
  }
}
