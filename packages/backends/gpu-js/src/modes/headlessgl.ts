import { hostIsNode } from '../host.js';
import type { Mode } from '../mode.js';
import { probeWebgl } from './webgl.js';

/** WebGL 1 in Node, by the package gl (headless-gl): ANGLE over the OpenGL of the machine, which needs a display. */
export const headlessgl: Mode = {
  name: 'headlessgl',
  async probe({ HeadlessGLKernel }) {
    if (!hostIsNode())
      return { ok: false, reason: 'headless-gl is for Node', remedy: "use the mode 'webgl2' in a browser" };
    const trouble = await troubleWithGl();
    if (trouble) return trouble;
    return probeWebgl(HeadlessGLKernel);
  },
};

/** Asked before gpu.js asks, since that prints what it is told. */
async function troubleWithGl(): Promise<{ ok: false; reason: string; remedy: string } | undefined> {
  // A name in a variable is left alone by bundlers: in a browser there is no such module.
  const name = 'gl';
  let createContext: CreateContext;
  try {
    createContext = ((await import(/* @vite-ignore */ name)) as { readonly default: CreateContext }).default;
  } catch {
    return {
      ok: false,
      reason: 'gl is not compiled',
      remedy: "run `npm run native`, or `npm rebuild gl`; or use the mode 'webasm'",
    };
  }
  const context = createContext(1, 1);
  if (!context)
    return {
      ok: false,
      reason: 'gl gives no context: there is no display, or no OpenGL',
      remedy: "run under `xvfb-run -a`; or use the mode 'webasm'",
    };
  context.getExtension('STACKGL_destroy_context')?.destroy();
  return undefined;
}

type CreateContext = (
  width: number,
  height: number,
) => { getExtension(name: string): { destroy(): void } | null } | null;
