import { FitError } from '@wellposed/core';
import { checkContext, deviceFailed, inTime } from './failure.js';
import { flat } from './flat.js';
import { kernels } from './kernels.js';
import type { KernelName } from './kernels.js';
import type {
  GpuInstance,
  GpuLibrary,
  KernelFunction,
  KernelInput,
  KernelResult,
  PipelineFunction,
  PlannedKernel,
} from './library.js';
import type { UsableMode } from './mode.js';
import { Resident } from './resident.js';

/** A number goes to a kernel as an integer, an array as its values, a resident without leaving the device. */
export type Argument = Resident | Float32Array | readonly Float32Array[] | number;

/** Arrays from this length on are large: computed by threads, their kernels given back with the last matrix. */
const LARGE = 2 ** 16;
/** Sizes of wasm modules that a kernel keeps. */
const KEPT_MODULES = 32;
/** Columns up to this share a kernel; loops of gpu.js end at a bound that is compiled in. */
const FEW_COLUMNS = 64;

/** What is the same for every kernel. */
const SETTINGS = {
  precision: 'single',
  // Otherwise small textures would compute in 16 bits.
  tactic: 'precision',
  // Four numbers a texel; and textures near squares, where others would be as wide as a column is long.
  optimizeFloatMemory: true,
  dynamicOutput: true,
  dynamicArguments: true,
  strictIntegers: true,
  immutable: true,
} as const;

/**
 * gpu.js in one mode, with its kernels: compiled at their first use, kept for the life of the device when their arrays are small, given
 * back with the last matrix when they are large (their memories, textures and threads with them).
 *
 * Calls run one after the other. The first that fails breaks the device: all later ones fail, too.
 */
export class GpuDevice {
  readonly engine: string;
  private readonly gpu: GpuInstance;
  private readonly cache = new Map<string, { readonly run: KernelFunction; readonly large: boolean; size: string }>();
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
  }

  /** Whether calls can still succeed. */
  get works(): boolean {
    return this.failure === undefined;
  }

  /** Arrays on the device, plans, and kernels for large arrays. */
  get resources(): number {
    return this.alive.size + [...this.cache.values()].filter(({ large }) => large).length + this.plans.size;
  }

  /** One more matrix lives here; the answer takes it off again. */
  opened(): () => void {
    this.matrices++;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.matrices--;
      if (this.matrices === 0) void this.release((kernel) => kernel.large);
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
    return this.enqueue(async () => this.keep(await this.call(name, size, inputs, resident), lengthOf(size)));
  }

  /** Runs a kernel and reads its answer: rows of `size[0]` numbers, one after the other. */
  async compute(name: KernelName, size: readonly number[], inputs: readonly Argument[]): Promise<Float32Array> {
    return this.enqueue(async () => {
      const values = await flat(await this.call(name, size, inputs, false), lengthOf(size));
      checkContext(this.gpu.context);
      return values;
    });
  }

  /** A kernel for a plan, whose loops end at `loops`. */
  planned(name: KernelName, size: readonly number[], loops: number): PlannedKernel {
    const settings = {
      ...SETTINGS,
      dynamicOutput: false,
      output: size,
      loopMaxIterations: Math.max(FEW_COLUMNS, loops),
    };
    return this.gpu.createKernel(kernels[name], settings) as unknown as PlannedKernel;
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
      await plan.destroy();
      for (const kernel of this.plans.get(plan) ?? []) kernel.destroy();
      this.plans.delete(plan);
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

  /** Gives back all kernels. Arrays that are still on the device are lost. */
  async dispose(): Promise<void> {
    this.failure ??= new FitError('SESSION_DISPOSED', 'the kernels of this backend were given back');
    await this.release(() => true);
    await this.gpu.destroy();
  }

  private async release(chosen: (kernel: { readonly large: boolean }) => boolean): Promise<void> {
    const task = this.queue.then(() => {
      if (this.matrices > 0 && this.works) return;
      for (const [key, kernel] of this.cache) {
        if (!chosen(kernel)) continue;
        this.cache.delete(key);
        kernel.run.destroy();
      }
    });
    this.queue = task.catch(() => undefined);
    return task;
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
    const large = lengthOf(size) >= LARGE || inputs.some((input) => argumentLength(input) >= LARGE);
    const kernel = this.kernel(name, inputs, resident, large);
    const wanted = size.join();
    if (kernel.size !== wanted) kernel.run.setOutput(size);
    kernel.size = wanted;
    const answer = kernel.run(...inputs.map(valueOf));
    const result = answer instanceof Promise ? await inTime(answer) : answer;
    const compiled = kernel.run.kernel;
    compiled.moduleCacheLimit &&= KEPT_MODULES;
    if (compiled.constructor !== this.use.kernelClass) throw new Error(fellBack(compiled.constructor));
    return result;
  }

  private kernel(
    name: KernelName,
    inputs: readonly Argument[],
    resident: boolean,
    large: boolean,
  ): { readonly run: KernelFunction; readonly large: boolean; size: string } {
    const kinds = inputs.map((input) => (input instanceof Resident ? 'r' : typeof input === 'number' ? 'n' : 'a'));
    const loops = loopsOf(inputs);
    const key = [name, kinds.join(''), resident, large, loops].join();
    let kernel = this.cache.get(key);
    if (!kernel) {
      const run = this.gpu.createKernel(kernels[name], {
        ...SETTINGS,
        pipeline: resident,
        asyncMode: large,
        loopMaxIterations: loops,
        onRequestFallback: () => refuse('another mode'),
        onRequestSwitchKernel: () => refuse('another kernel'),
      });
      kernel = { run, large, size: '' };
      this.cache.set(key, kernel);
    }
    return kernel;
  }
}

/** gpu.js would warn on the console and go on. */
function refuse(where: string): never {
  throw new Error(`it wanted to compute in ${where}, which is refused`);
}

function fellBack(actual: unknown): string {
  return `it computed with ${typeof actual === 'function' ? actual.name : 'something else'}, which is refused`;
}

function valueOf(input: Argument): KernelInput {
  return input instanceof Resident ? input.value : input;
}

/** A bound for all loops: over 64 rows of a block, or over columns. */
function loopsOf(inputs: readonly Argument[]): number {
  const counts = inputs.filter((input) => typeof input === 'number');
  const most = Math.max(FEW_COLUMNS, ...counts.filter((count) => count < LARGE));
  return 2 ** Math.ceil(Math.log2(most));
}

function argumentLength(input: Argument): number {
  if (input instanceof Resident) return input.length;
  if (typeof input === 'number') return 0;
  return input instanceof Float32Array ? input.length : input.length * (input[0]?.length ?? 0);
}

function lengthOf(size: readonly number[]): number {
  return size.reduce((product, count) => product * count, 1);
}
