import type { GpuLibrary, KernelClass } from './library.js';

/** A mode that can run here, and what must be known of it. */
export interface UsableMode {
  readonly ok: true;
  /** In words: the renderer, the number of threads. */
  readonly device: string;
  /** The class that every kernel must turn out to have: gpu.js computes elsewhere, if it has to, and goes on. */
  readonly kernelClass: KernelClass;
  /** Where numbers live between two kernels: on the device; in arrays that kernels read; in arrays that each call copies to it. */
  readonly memory: 'device' | 'host' | 'copied';
  /** The most numbers that one array of the device holds. */
  readonly largest: number;
}

/** A mode that cannot run here: why, and what to do. */
export interface UnusableMode {
  readonly ok: false;
  readonly reason: string;
  readonly remedy: string;
}

/** One of gpu.js' modes. */
export interface Mode {
  /** gpu.js' own word for it. */
  readonly name: string;
  probe(library: GpuLibrary): Promise<UsableMode | UnusableMode>;
}
