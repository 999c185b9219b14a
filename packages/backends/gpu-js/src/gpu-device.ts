import { FitError } from '@wellposed/core';
import { cells, inputOf } from './argument.js';
import type { Argument } from './argument.js';
import { checkContext, deviceFailed, inTime } from './failure.js';
import { flat } from './flat.js';
import { KernelCache, LARGE } from './kernel-cache.js';
import type { KernelName } from './kernels.js';
import type { GpuInstance, GpuLibrary, KernelResult, PipelineFunction, PlannedKernel } from './library.js';
import type { UsableMode } from './mode.js';
import { Resident } from './resident.js';

/**
 * gpu.js in one mode, with its kernels: compiled at their first use, kept for the life of the device when their arrays are small, given
 * back with the last matrix when they are large (their memories, textures and threads with them).
 *
 * Calls run one after the other. The first that fails breaks the device: all later ones fail, too.
 */
export class GpuDevice {
  readonly engine: string;
  private readonly gpu: GpuInstance;
  private readonly kernels: KernelCache;
  private readonly alive = new Set<Resident>();
  private readonly plans = new Map<PipelineFunction, readonly PlannedKernel[]>();
  private queue: Promise<unknown> = Promise.resolve();
  private failure: FitError | undefined;
  private matrices = 0;

  constructor(
    library: GpuLibrary,
    mode: string,
    readonly use: UsableMode,
  ) {
    this.engine = `gpu.js ${mode}`;
    this.gpu = new library.GPU({ mode });
    this.kernels = new KernelCache(this.gpu);
  }

  /** Whether calls can still succeed. */
  get works(): boolean {
    return this.failure === undefined;
  }

  /** Arrays on the device, plans, and kernels for large arrays. */
  get resources(): number {
    return this.alive.size + this.kernels.large + this.plans.size;
  }

  /** One more matrix lives here; the answer takes it off again. */
  opened(): () => void {
    this.matrices++;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.matrices--;
      if (this.matrices === 0) this.releaseLarge();
    };
  }

  /** Puts an array of columns on the device. */
  async upload(columns: readonly Float32Array[]): Promise<Resident> {
    const length = columns[0]?.length ?? 0;
    if (this.use.memory === 'device') return this.run('copy', [length, columns.length], [columns]);
    return this.keep(columns, length * columns.length);
  }

  /** Puts numbers on the device. */
  async uploadVector(values: Float32Array): Promise<Resident> {
    if (this.use.memory === 'device') return this.run('vector', [values.length], [values]);
    return this.keep(values, values.length);
  }

  /** Reads an array of the device: columns one after the other. */
  async read(array: Resident): Promise<Float32Array> {
    return this.enqueue(async () => {
      const values = await flat(array.value, array.length);
      checkContext(this.gpu.context);
      return values;
    });
  }

  /** Runs a kernel; the answer stays on the device. */
  async run(name: KernelName, size: readonly number[], inputs: readonly Argument[]): Promise<Resident> {
    const resident = this.use.memory === 'device';
    return this.enqueue(async () => this.keep(await this.call(name, size, inputs, resident), cells(size)));
  }

  /** Runs a kernel and reads its answer: rows of `size[0]` numbers, one after the other. */
  async compute(name: KernelName, size: readonly number[], inputs: readonly Argument[]): Promise<Float32Array> {
    return this.enqueue(async () => {
      const values = await flat(await this.call(name, size, inputs, false), cells(size));
      checkContext(this.gpu.context);
      return values;
    });
  }

  /** A kernel for a plan, whose loop ends at `loops`. */
  planned(name: KernelName, size: readonly number[], loops: number): PlannedKernel {
    return this.kernels.planned(name, size, loops);
  }

  /** A plan of kernel calls, given back by `destroyPlan`. */
  plan(trace: unknown, used: readonly PlannedKernel[], length: number): PipelineFunction {
    const plan = this.gpu.createPipeline(trace, { threads: length >= LARGE });
    this.plans.set(plan, used);
    return plan;
  }

  /** @throws Error when a plan was run elsewhere */
  checkPlan({ backend }: PipelineFunction): void {
    if (backend !== this.use.kernelClass.mode) throw new Error(`it computed with ${String(backend)}, which is refused`);
    checkContext(this.gpu.context);
  }

  /** Gives a plan back, after the calls before. */
  destroyPlan(plan: PipelineFunction): void {
    const task = this.queue.then(async () => {
      try {
        await inTime(plan.destroy());
      } finally {
        for (const kernel of this.plans.get(plan) ?? []) kernel.destroy();
        this.plans.delete(plan);
      }
    });
    this.queue = task.catch(() => undefined);
  }

  /** Does something with the engine in turn; what it throws breaks the device. */
  async enqueue<T>(task: () => Promise<T>): Promise<T> {
    const answer = this.queue.then(async () => {
      if (this.failure) throw this.failure;
      try {
        return await task();
      } catch (error) {
        const failure = deviceFailed(this.engine, error);
        if (failure.code === 'DEVICE_FAILED') this.failure = failure;
        throw failure;
      }
    });
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  /** Gives back all kernels, and the context. Arrays that are still on the device are lost. */
  async dispose(): Promise<void> {
    this.failure ??= new FitError('SESSION_DISPOSED', 'the kernels of this backend were given back');
    const task = this.queue.then(async () => {
      this.kernels.forget();
      await inTime(this.gpu.destroy());
    });
    this.queue = task.catch(() => undefined);
    return task;
  }

  private releaseLarge(): void {
    const task = this.queue.then(() => {
      if (this.matrices > 0 || this.kernels.large === 0) return;
      // On WebGL kernels share the vertices of the one that was built last: if one goes, all go.
      this.kernels.release(this.use.memory === 'device' ? 'all' : 'large');
    });
    this.queue = task.catch(() => undefined);
  }

  private keep(value: KernelResult, length: number): Resident {
    const resident = new Resident(value, length, () => this.alive.delete(resident));
    this.alive.add(resident);
    return resident;
  }

  /** Only within the queue: the size of a kernel is set, and then used. */
  private async call(
    name: KernelName,
    size: readonly number[],
    inputs: readonly Argument[],
    resident: boolean,
  ): Promise<KernelResult> {
    const kernel = this.kernels.find(name, size, inputs, resident);
    const answer = kernel.run(...inputs.map(inputOf));
    const result = answer instanceof Promise ? await inTime(answer) : answer;
    if (resident) kernel.last = result;
    const actual = kernel.run.kernel.constructor;
    if (actual !== this.use.kernelClass) {
      const name = typeof actual === 'function' ? actual.name : 'something else';
      throw new Error(`it computed with ${name}, which is refused`);
    }
    return result;
  }
}
