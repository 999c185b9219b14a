import { FitError } from '@wellposed/core';
import type {
  DeviceData,
  DeviceDescent,
  DeviceMatrix,
  DevicePoint,
  LeastSquares,
  OrthogonalFactor,
} from '@wellposed/device';
import { blockSums } from './block-sums.js';
import type { GpuDevice } from './gpu-device.js';
import { householder } from './householder.js';
import { additions, layoutOf, padded, withZeros } from './layout.js';
import type { Layout } from './layout.js';
import type { PipelineFunction } from './library.js';
import { orthogonalFactor } from './orthogonal-factor.js';
import { plannedDescent } from './planned-descent.js';
import type { ResidentSystem } from './resident-system.js';
import type { Resident } from './resident.js';
import { stepwiseDescent } from './stepwise-descent.js';

/** Float32, in which kernels get the indices of rows, is exact up to here. */
const COUNTABLE = 2 ** 24;

/**
 * [Ā | ȳ] on a device of gpu.js, an array of columns, with the kernels of `kernels.ts` on it.
 *
 * @throws FitError 'TOO_LARGE', before any work, where the mode cannot hold it
 */
export async function gpuMatrix(device: GpuDevice, data: DeviceData): Promise<DeviceMatrix> {
  const { rows, columns } = data;
  checkSize(device, rows, columns, 'design');
  const layout = layoutOf(rows);
  return resident(device, layout, columns, () => device.upload(columnsOf(data, layout.stride, padded(columns + 1))));
}

/** @throws FitError 'TOO_LARGE' where the mode cannot hold n × (p + 1) numbers */
function checkSize(device: GpuDevice, rows: number, columns: number, argument: string): void {
  const numbers = layoutOf(rows).stride * padded(columns + 1);
  const { largest } = device.use;
  if (numbers > largest || rows > COUNTABLE) {
    const limit = rows > COUNTABLE ? `${COUNTABLE} rows` : `${largest} numbers in an array`;
    throw new FitError(
      'TOO_LARGE',
      `${rows} × ${columns} numbers, ${numbers} as ${device.engine} lays them out, are beyond its limit of ${limit}: use another backend`,
      { argument, value: numbers },
    );
  }
}

/** Columns of `stride` numbers: those of Ā, ȳ, then zeros. */
function columnsOf({ rows, columns, entries, targets }: DeviceData, stride: number, height: number): Float32Array[] {
  const out = Array.from({ length: height }, () => new Float32Array(stride));
  out[columns]?.set(targets);
  for (let j = 0; j < columns; j++) {
    const column = out[j];
    for (let i = 0; column && i < rows; i++) column[i] = entries[i * columns + j] ?? 0;
  }
  return out;
}

async function resident(
  device: GpuDevice,
  layout: Layout,
  columns: number,
  load: () => Promise<Resident>,
): Promise<DeviceMatrix> {
  const closed = device.opened();
  const held: Resident[] = [];
  const dispose = (): void => {
    for (const array of held.splice(0)) array.free();
    closed();
  };
  try {
    const a = await load();
    held.push(a);
    const y = await device.run('column', [layout.stride], [a, columns]);
    held.push(y);
    return new GpuMatrix(device, layout, columns, a, y, dispose);
  } catch (error) {
    dispose();
    throw error;
  }
}

class GpuMatrix implements DeviceMatrix, ResidentSystem {
  readonly summationConstant: number;
  private readonly height: number;
  private readonly plans = new Map<number, PipelineFunction>();

  constructor(
    private readonly device: GpuDevice,
    readonly layout: Layout,
    readonly columns: number,
    readonly a: Resident,
    readonly y: Resident,
    private readonly freeAll: () => void,
  ) {
    this.summationConstant = Math.min(layout.rows, additions(layout));
    this.height = padded(columns + 1);
  }

  async multiply(v: Float32Array): Promise<Float32Array> {
    const { device, layout, a, columns } = this;
    const product = await device.compute('product', [layout.stride], [a, this.short(v), columns]);
    return product.slice(0, layout.rows);
  }

  async multiplyTransposed(u: Float32Array): Promise<Float64Array> {
    return (await this.moments(withZeros(u, this.layout.stride))).slice(0, this.columns);
  }

  async leastSquares(theta: Float32Array): Promise<LeastSquares> {
    const { device, layout, a, y, columns } = this;
    const r = await device.run('residual', [layout.stride], [y, a, this.short(theta), columns]);
    try {
      const sums = await this.moments(r);
      return { squares: sums[columns] ?? 0, moments: sums.slice(0, columns) };
    } finally {
      r.free();
    }
  }

  async gram(): Promise<Float64Array> {
    const { device, layout, a, columns, height } = this;
    const out = new Float64Array(columns * columns);
    for (let j = 0; j < columns; j++) {
      const dots = await blockSums(device, layout, 'dots', height, [a, j, -1, layout.depth, layout.blocks]);
      out.set(dots.subarray(0, columns), j * columns);
    }
    return out;
  }

  async orthogonalise(): Promise<OrthogonalFactor> {
    const { device, layout, columns } = this;
    return orthogonalFactor(device, layout, await householder(device, layout, this.a, columns));
  }

  async triangle(): Promise<Float64Array> {
    const { device, layout, columns } = this;
    const reflections = await householder(device, layout, this.a, columns + 1);
    reflections.free();
    return reflections.upper;
  }

  async gather(rows: Uint32Array): Promise<DeviceMatrix> {
    const { device, a, columns, height } = this;
    checkSize(device, rows.length, columns, 'query.rows');
    const layout = layoutOf(rows.length);
    const indices = withZeros(Float32Array.from(rows), layout.stride);
    return resident(device, layout, columns, () =>
      device.run('gather', [layout.stride, height], [a, indices, rows.length]),
    );
  }

  async descend(run: DeviceDescent): Promise<DevicePoint> {
    const { device } = this;
    return device.use.memory === 'copied'
      ? plannedDescent(device, this, run, this.plans)
      : stepwiseDescent(device, this, run);
  }

  dispose(): void {
    for (const plan of this.plans.values()) this.device.destroyPlan(plan);
    this.plans.clear();
    this.freeAll();
  }

  /** Āᵀ u, then ‖u‖², by blocks. */
  private async moments(u: Float32Array | Resident): Promise<Float64Array> {
    const { device, layout, a, columns, height } = this;
    return blockSums(device, layout, 'moments', height, [a, u, columns, layout.depth, layout.blocks]);
  }

  private short(v: Float32Array): Float32Array {
    return withZeros(v, this.height);
  }
}
