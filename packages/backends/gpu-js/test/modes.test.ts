import { describe, expect, test } from 'vitest';
import { loadLibrary } from '../src/library.js';
import type { GlFeatures, GpuLibrary, KernelClass } from '../src/library.js';
import { automaticOrder, gpuJsModes, modes } from '../src/modes.js';

const library = await loadLibrary();

const features: GlFeatures = {
  isFloatRead: true,
  isTextureFloat: true,
  maxTextureSize: 4096,
  highFloatPrecision: { precision: 23 },
  highIntPrecision: { rangeMax: 30 },
};
/** WebGL as gpu.js describes it. */
const webgl = (found: Partial<GlFeatures>): KernelClass => ({
  name: 'WebGL2Kernel',
  mode: 'gpu',
  isSupported: true,
  features: { ...features, ...found },
  testContext: {
    isContextLost: () => false,
    getError: () => 0,
    RENDERER: 1,
    getExtension: () => ({}),
    getParameter: (name) => (name === 0x9246 ? 'a graphics card' : 'WebKit WebGL'),
  },
});
const unsupported = { ...library.WebGL2Kernel, name: '', mode: '', isSupported: false, features: null };
const withWebgl = (found: Partial<GlFeatures>): GpuLibrary => ({ ...library, WebGL2Kernel: webgl(found) });

describe('a mode', () => {
  test.each(gpuJsModes)("%s has gpu.js' own name, and says in words why not, or on what", async (name) => {
    const mode = modes[name];
    expect(mode.name).toBe(name);
    const answer = await mode.probe(library);
    const words = answer.ok ? [answer.device] : [answer.reason, answer.remedy];
    for (const text of words) expect(text.trim().length).toBeGreaterThan(3);
    if (answer.ok) expect(answer.largest).toBeGreaterThanOrEqual(2 ** 20);
  });

  test('cpu runs wherever the tests do, and so some mode is found of itself', async () => {
    expect(await modes.cpu.probe(library)).toMatchObject({ ok: true });
    expect(automaticOrder.at(-1)).toBe(modes.cpu);
    expect(await modes.async.probe(library)).toMatchObject({ ok: true });
  });

  test('webgl2 names the renderer, and holds four numbers a texel', async () => {
    expect(await modes.webgl2.probe(withWebgl({}))).toMatchObject({
      ok: true,
      device: 'a graphics card',
      memory: 'device',
      largest: 4 * 4096 ** 2,
    });
    expect(await modes.webgl2.probe(withWebgl({ highIntPrecision: { rangeMax: 16 } }))).toMatchObject({
      largest: 2 ** 16,
    });
  });

  test.each<[string, Partial<GlFeatures>]>([
    ['float32 textures', { isTextureFloat: false }],
    ['reading float32', { isFloatRead: false }],
    ['float32 in shaders', { highFloatPrecision: { precision: 10 } }],
  ])('webgl2 without %s is refused', async (_what, missing) => {
    expect(await modes.webgl2.probe(withWebgl(missing))).toMatchObject({ ok: false });
  });

  test('webasm where memory cannot be shared has one thread', async () => {
    const WebAssemblyKernel = {
      ...library.WebAssemblyKernel,
      ...unsupported,
      isSupported: true,
      isThreadsSupported: false,
    };
    expect(await modes.webasm.probe({ ...library, WebAssemblyKernel })).toMatchObject({ device: 'wasm, 1 thread' });
    const none = { ...WebAssemblyKernel, isSupported: false };
    expect(await modes.webasm.probe({ ...library, WebAssemblyKernel: none })).toMatchObject({ ok: false });
  });

  test('webgpu without an adapter is refused, and with one says how much it holds', async () => {
    const WebGPUKernel = { ...unsupported, isSupported: true };
    const GPU = Object.assign(
      class extends library.GPU {
        static override isWebGPUAvailable = (): Promise<boolean> => Promise.resolve(adapters > 0);
      },
    );
    let adapters = 0;
    const WebGPUContext = {
      acquire: async () => ({
        adapter: { info: { vendor: 'a vendor' } },
        device: { limits: { maxStorageBufferBindingSize: 2 ** 27 } },
      }),
    };
    const here = { ...library, GPU, WebGPUKernel, WebGPUContext };
    expect(await modes.webgpu.probe(here)).toMatchObject({ ok: false });
    adapters = 1;
    expect(await modes.webgpu.probe(here)).toMatchObject({ ok: true, device: 'a vendor', largest: 2 ** 25 });
  });
});
