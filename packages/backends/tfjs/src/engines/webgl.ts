import type { EngineKind } from '../engine-kind.js';
import { Obstacle } from '../obstacle.js';
import type { EngineInstance } from '../tensor-flow.js';

/** What of a WebGL context is used here: narrow, since the sources do not know the browser's types. */
interface Context {
  readonly canvas: { addEventListener(event: string, listener: () => void): void };
  isContextLost(): boolean;
  getExtension(name: string): unknown;
  getParameter(name: number): unknown;
}

/** `UNMASKED_RENDERER_WEBGL` of the extension WEBGL_debug_renderer_info, and `RENDERER`. */
const UNMASKED_RENDERER = 0x9246;
const RENDERER = 0x1f01;

const LIBRARY = '@tensorflow/tfjs-backend-webgl';
const REMEDY = 'use a browser with WebGL 2 and float32 textures, or the engine wasm or cpu';

/** Shaders of WebGL, on float32 textures. */
export const webgl: EngineKind = {
  name: 'webgl',
  hosts: ['browser'],
  library: LIBRARY,
  async load() {
    if (!('document' in globalThis || 'OffscreenCanvas' in globalThis)) {
      throw new Obstacle(`${LIBRARY}: there is no WebGL here`, REMEDY);
    }
    await import('@tensorflow/tfjs-backend-webgl');
  },
  check(tf) {
    if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
      throw new Obstacle(`${LIBRARY}: this WebGL renders float16 only, of which 3 digits are left`, REMEDY);
    }
  },
  device(tf, instance) {
    const context = contextOf(instance);
    const name = context?.getParameter(
      context.getExtension('WEBGL_debug_renderer_info') ? UNMASKED_RENDERER : RENDERER,
    );
    return `WebGL ${tf.env().getNumber('WEBGL_VERSION')}, ${typeof name === 'string' && name ? name : 'unnamed renderer'}`;
  },
  loss(instance) {
    const context = contextOf(instance);
    if (context === undefined) return undefined;
    return {
      now: () => context.isContextLost(),
      later: new Promise((resolve) => {
        context.canvas.addEventListener('webglcontextlost', () => resolve('the WebGL context was lost'));
      }),
    };
  },
};

function contextOf(instance: EngineInstance): Context | undefined {
  if (!('gpgpu' in instance)) return undefined;
  const { gpgpu } = instance;
  if (typeof gpgpu !== 'object' || gpgpu === null || !('gl' in gpgpu)) return undefined;
  return gpgpu.gl as Context;
}
