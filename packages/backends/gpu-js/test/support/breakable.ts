import type { GpuLibrary } from '@wellposed/backend-gpu-js';
import { loadLibrary } from '../../src/library.js';
import type { GpuInstance, KernelFunction } from '../../src/library.js';

const library = await loadLibrary();

/** What a broken gpu.js is like: what it puts in place of an instance, a kernel, or a kernel's source. */
export interface Fault {
  readonly mode?: string;
  readonly source?: (source: string) => string;
  readonly settings?: (settings: Readonly<Record<string, unknown>>) => void;
  readonly kernel?: (kernel: KernelFunction) => void;
  readonly instance?: (instance: GpuInstance) => void;
}

/** gpu.js, as long as there is no fault. */
export function breakable(): { readonly load: () => Promise<GpuLibrary>; fault: Fault } {
  const world = { fault: {} as Fault, load: async (): Promise<GpuLibrary> => ({ ...library, GPU }) };
  class GPU extends library.GPU {
    constructor({ mode }: { mode: string }) {
      super({ mode: world.fault.mode ?? mode });
      const original = this.createKernel.bind(this);
      this.createKernel = (source, settings) => {
        world.fault.settings?.(settings);
        const kernel = original(world.fault.source?.(source) ?? source, settings);
        world.fault.kernel?.(kernel);
        return kernel;
      };
      world.fault.instance?.(this);
    }
  }
  return world;
}
