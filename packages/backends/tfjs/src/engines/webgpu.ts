import type { EngineKind } from '../engine-kind.js';
import { Obstacle } from '../obstacle.js';
import type { EngineInstance } from '../tensor-flow.js';

/** What of WebGPU is used here: narrow, since the sources do not know the browser's types. */
interface Gpu {
  requestAdapter(): Promise<unknown>;
}
interface Device {
  readonly lost: Promise<{ readonly reason?: string; readonly message: string }>;
}

const LIBRARY = '@tensorflow/tfjs-backend-webgpu';
const REMEDY = 'use a browser and a graphics card with WebGPU, or the engine webgl, wasm or cpu';

/** Compute shaders of WebGPU. */
export const webgpu: EngineKind = {
  name: 'webgpu',
  hosts: ['browser'],
  library: LIBRARY,
  async load() {
    const { navigator } = globalThis as { readonly navigator?: { readonly gpu?: Gpu } };
    if (!navigator?.gpu) throw new Obstacle(`${LIBRARY}: there is no WebGPU here`, REMEDY);
    // Without an adapter the engine would print a complaint and fail later.
    if (!(await navigator.gpu.requestAdapter())) throw new Obstacle(`${LIBRARY}: WebGPU has no adapter here`, REMEDY);
    await import('@tensorflow/tfjs-backend-webgpu');
  },
  device(_tf, instance) {
    const { vendor, architecture } = adapterOf(instance);
    return `WebGPU, ${[vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter'}`;
  },
  loss(instance) {
    if (!('device' in instance)) return undefined;
    let lost = false;
    const device = instance.device as Device;
    const later = device.lost.then(({ message }) => {
      lost = true;
      return `the WebGPU device was lost${message ? ` (${message})` : ''}`;
    });
    return { now: () => lost, later };
  },
};

function adapterOf(instance: EngineInstance): { readonly vendor?: string; readonly architecture?: string } {
  if (!('adapterInfo' in instance)) return {};
  const info = instance.adapterInfo;
  return typeof info === 'object' && info !== null ? info : {};
}
