import { cells, inputOf, lengthOf } from './argument.js';
import type { Argument } from './argument.js';
import { kernels, loopBound } from './kernels.js';
import type { KernelName } from './kernels.js';
import type { GpuInstance, KernelFunction, KernelResult, PlannedKernel } from './library.js';
import { Resident } from './resident.js';

/** Arrays from this length on are large: computed by threads, their kernels given back with the last matrix. */
export const LARGE = 2 ** 16;
/** Sizes of wasm modules that a kernel keeps: each reserves 8 GiB of addresses, of which a page has 1 TiB. */
const KEPT_MODULES = 5;
/** Loops up to this share a kernel; each loop of gpu.js ends at a bound that is compiled in, 1000 if none is given. */
const SHORT_LOOP = 64;

/** What is the same for every kernel. */
const SETTINGS = {
  precision: 'single',
  // Otherwise small textures would compute in 16 bits.
  tactic: 'precision',
  // Four numbers a texel; and textures near squares, where others would be as wide as a column is long.
  optimizeFloatMemory: true,
  strictIntegers: true,
} as const;

/** A kernel and what it did last. */
export interface CachedKernel {
  readonly run: KernelFunction;
  readonly large: boolean;
  /** The size of the output that it is set to. */
  size: string;
  last: KernelResult | undefined;
}

/** The compiled kernels of an instance of gpu.js, one for each kind of arguments and of answer, whatever their sizes. */
export class KernelCache {
  private readonly kernels = new Map<string, CachedKernel>();

  constructor(private readonly gpu: GpuInstance) {}

  /** How many are for large arrays. */
  get large(): number {
    return [...this.kernels.values()].filter(({ large }) => large).length;
  }

  /** A kernel for these arguments, set to this size of the answer. */
  find(name: KernelName, size: readonly number[], inputs: readonly Argument[], resident: boolean): CachedKernel {
    const large = cells(size) >= LARGE || inputs.some((input) => lengthOf(input) >= LARGE);
    const kinds = inputs.map((input) => (input instanceof Resident ? 'r' : typeof input === 'number' ? 'n' : 'a'));
    const loops = loopLimit(Number(inputs[loopBound(name)] ?? 0));
    // gpu.js confuses textures when a kernel reads what it wrote last and its size has changed: a twin takes turns with it.
    const read = inputs.map(inputOf);
    for (let twin = 0; ; twin++) {
      const key = [name, kinds.join(''), resident, large, loops, twin].join();
      const kernel = this.kernels.get(key) ?? this.compile(name, resident, large, loops);
      this.kernels.set(key, kernel);
      if (kernel.last !== undefined && read.includes(kernel.last)) continue;
      const wanted = size.join();
      if (kernel.size !== wanted) kernel.run.setOutput(size);
      kernel.size = wanted;
      return kernel;
    }
  }

  /** A kernel of its own, for a plan. */
  planned(name: KernelName, size: readonly number[], loops: number): PlannedKernel {
    const settings = { ...SETTINGS, output: size, loopMaxIterations: loopLimit(loops) };
    return this.gpu.createKernel(kernels[name], settings) as unknown as PlannedKernel;
  }

  /** Gives back all, or those for large arrays. */
  release(which: 'all' | 'large'): void {
    for (const [key, kernel] of this.kernels) {
      if (which === 'large' && !kernel.large) continue;
      this.kernels.delete(key);
      const { kernel: compiled } = kernel.run;
      kernel.run.destroy();
      const place = this.gpu.kernels.indexOf(compiled);
      if (place >= 0) this.gpu.kernels.splice(place, 1);
    }
  }

  /** Leaves them to whoever destroys the instance. */
  forget(): void {
    this.kernels.clear();
  }

  private compile(name: KernelName, resident: boolean, large: boolean, loops: number): CachedKernel {
    const run = this.gpu.createKernel(kernels[name], {
      ...SETTINGS,
      dynamicOutput: true,
      dynamicArguments: true,
      pipeline: resident,
      immutable: true,
      asyncMode: large,
      loopMaxIterations: loops,
      onRequestFallback: () => refuse('another mode'),
      onRequestSwitchKernel: () => refuse('another kernel'),
    });
    run.kernel.moduleCacheLimit &&= KEPT_MODULES;
    return { run, large, size: '', last: undefined };
  }
}

/** gpu.js would warn on the console and go on. */
function refuse(where: string): never {
  throw new Error(`it wanted to compute in ${where}, which is refused`);
}

function loopLimit(loops: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(SHORT_LOOP, loops)));
}
