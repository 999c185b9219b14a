import type { Mode } from '../mode.js';
import { probeWebgl } from './webgl.js';

/** WebGL 2 of a browser: fragment shaders over float32 textures. */
export const webgl2: Mode = {
  name: 'webgl2',
  async probe({ WebGL2Kernel }) {
    if (!WebGL2Kernel.isSupported)
      return {
        ok: false,
        reason: 'WebGL 2 is not there',
        remedy: "use a browser that has it switched on; in Node, the mode 'headlessgl'",
      };
    return probeWebgl(WebGL2Kernel);
  },
};
