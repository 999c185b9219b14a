import type { Mode } from '../mode.js';
import { cpu } from './cpu.js';
import { headlessgl } from './headlessgl.js';
import { webasm } from './webasm.js';
import { webgl2 } from './webgl2.js';
import { webgpu } from './webgpu.js';

/** What gpu.js tries in this mode: WebGPU when an adapter answers, else the first of the others. */
const ORDER: readonly Mode[] = [webgpu, headlessgl, webgl2, webasm, cpu];

/** gpu.js' own choice, where every call is a promise: answers of WebGL are waited for without blocking the page. */
export const asynchronous: Mode = {
  name: 'async',
  async probe(library) {
    for (const mode of ORDER) {
      const answer = await mode.probe(library);
      if (answer.ok) return { ...answer, device: `${mode.name}: ${answer.device}` };
    }
    return { ok: false, reason: 'none of its modes runs here', remedy: 'use the reference backend' };
  },
};
