import type { Mode } from '../mode.js';

/**
 * Plain JavaScript, compiled by `new Function`: float32 between kernels, float64 within one, so that it is at least as
 * accurate as float32.
 */
export const cpu: Mode = {
  name: 'cpu',
  async probe({ CPUKernel }) {
    try {
      // gpu.js compiles its kernels this way, and prints the error where a page's policy forbids it.
      Reflect.construct(Function, ['return 1']);
    } catch (error) {
      return {
        ok: false,
        reason: `JavaScript must not be compiled here: ${String(error)}`,
        remedy: "allow 'unsafe-eval' in the Content-Security-Policy, or use the reference backend",
      };
    }
    return { ok: true, device: 'javascript, 1 thread', kernelClass: CPUKernel, memory: 'host', largest: 2 ** 30 };
  },
};
