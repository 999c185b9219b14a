import type { Mode } from '../mode.js';

/** WebGPU: compute shaders over float32 buffers. */
export const webgpu: Mode = {
  name: 'webgpu',
  async probe({ GPU, WebGPUKernel, WebGPUContext }) {
    if (!WebGPUKernel.isSupported)
      return {
        ok: false,
        reason: 'WebGPU is not there (no navigator.gpu)',
        remedy: "use a browser that has it, in a page served by https; or the mode 'webgl2' or 'webasm'",
      };
    if (!(await GPU.isWebGPUAvailable()))
      return {
        ok: false,
        reason: 'WebGPU is there but gives no adapter',
        remedy: "switch on hardware acceleration; or use the mode 'webgl2' or 'webasm'",
      };
    const { adapter, device } = await WebGPUContext.acquire();
    return {
      ok: true,
      device: adapter.info?.description || adapter.info?.vendor || 'an adapter without a name',
      kernelClass: WebGPUKernel,
      memory: 'device',
      largest: device.limits.maxStorageBufferBindingSize / 4,
    };
  },
};
