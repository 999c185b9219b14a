import type { DeviceDescent, DevicePoint } from '@wellposed/device';
import { inTime } from './failure.js';
import { flat } from './flat.js';
import type { GpuDevice } from './gpu-device.js';
import { BLOCK, levels, padded, withZeros } from './layout.js';
import type { KernelInput, PipelineFunction, PlannedKernel } from './library.js';
import type { ResidentSystem } from './resident-system.js';

/** Steps that one plan runs without the host. */
const STEPS_OF_A_PLAN = 16;

/**
 * Gradient descent with momentum where each call copies its arguments to the device: a pipeline of gpu.js runs many steps in one call,
 * with the same formulas as `stepwiseDescent`. On wasm its kernels share one memory, and its threads wait for each other there.
 *
 * @param plans those made so far for this system, by their steps
 */
export async function plannedDescent(
  device: GpuDevice,
  system: ResidentSystem,
  { theta, velocity, rates, momentum, steps }: DeviceDescent,
  plans: Map<number, PipelineFunction>,
): Promise<DevicePoint> {
  const { columns, a, y } = system;
  const height = padded(columns + 1);
  const tall = (values: Float32Array): Float32Array => withZeros(values, height);
  const constants = [tall(rates), Float32Array.of(momentum)];
  let point: DevicePoint = { theta: tall(theta), velocity: tall(velocity) };
  for (let left = steps; left > 0;) {
    const many = left >= STEPS_OF_A_PLAN ? STEPS_OF_A_PLAN : 1;
    point = await device.enqueue(async () => {
      const inputs = [a.value, y.value, point.theta, point.velocity, ...constants];
      const plan = plans.get(many) ?? planOf(device, system, many);
      plans.set(many, plan);
      const answer = await inTime(plan(...inputs));
      device.checkPlan(plan);
      return { theta: await flat(answer.theta, height), velocity: await flat(answer.velocity, height) };
    });
    left -= many;
  }
  return { theta: point.theta.slice(0, columns), velocity: point.velocity.slice(0, columns) };
}

function planOf(device: GpuDevice, { layout, columns, a }: ResidentSystem, steps: number): PipelineFunction {
  const { stride, depth, blocks } = layout;
  const height = padded(columns + 1);
  const residual = device.planned('residual', [stride], columns);
  const moments = device.planned('moments', [blocks, height], depth);
  const further = levels(blocks, BLOCK).map((level) => ({
    ...level,
    reduce: device.planned('reduce', [level.blocks, height], level.depth),
  }));
  const accelerate = device.planned('velocity', [height], BLOCK);
  const move = device.planned('position', [height], 1);
  const used: PlannedKernel[] = [residual, moments, ...further.map(({ reduce }) => reduce), accelerate, move];
  const left = further.at(-1)?.blocks ?? blocks;

  // gpu.js counts the parameters, and runs this once, with stand-ins for the arrays.
  const trace = (
    matrix: KernelInput,
    targets: KernelInput,
    theta: KernelInput,
    velocity: KernelInput,
    rates: KernelInput,
    momentum: KernelInput,
  ): { theta: KernelInput; velocity: KernelInput } => {
    let [at, moving] = [theta, velocity];
    for (let step = 0; step < steps; step++) {
      let sums = moments(matrix, residual(targets, matrix, at, columns), columns, depth, blocks);
      for (const level of further) sums = level.reduce(sums, level.depth, level.blocks);
      moving = accelerate(moving, sums, rates, momentum, left);
      at = move(at, moving);
    }
    return { theta: at, velocity: moving };
  };
  return device.plan(trace, used, a.length);
}
