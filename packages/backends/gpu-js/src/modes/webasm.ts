import { hostThreads } from '../host.js';
import type { Mode } from '../mode.js';

/**
 * WebAssembly, four float32 lanes, with threads where memory can be shared: in Node, and in pages that are
 * cross-origin isolated. A call copies its arguments into the module's memory, of at most 4 GiB.
 */
export const webasm: Mode = {
  name: 'webasm',
  async probe({ WebAssemblyKernel }) {
    if (!WebAssemblyKernel.isSupported)
      return { ok: false, reason: 'WebAssembly is not there', remedy: "use the mode 'cpu', or the reference backend" };
    const threads = WebAssemblyKernel.isThreadsSupported ? hostThreads() : 1;
    return {
      ok: true,
      device: `wasm, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      kernelClass: WebAssemblyKernel,
      memory: 'copied',
      // Argument and answer of one size, and some room, in 4 GiB.
      largest: 2 ** 28,
    };
  },
};
