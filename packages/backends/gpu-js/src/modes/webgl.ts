import type { UnusableMode, UsableMode } from '../mode.js';
import type { GlContext, KernelClass } from '../library.js';

/** UNMASKED_RENDERER_WEBGL of the extension WEBGL_debug_renderer_info. */
const UNMASKED_RENDERER = 0x9246;

/** Whether a WebGL computes in float32, on what, and how much one texture of it holds: four numbers a texel. */
export function probeWebgl(kernelClass: KernelClass): UsableMode | UnusableMode {
  // Asking whether it is supported is what makes gpu.js look.
  const { isSupported, features, testContext: gl } = kernelClass;
  if (!isSupported || !features || !gl) return { ok: false, reason: 'WebGL gives no context', remedy: USE_ANOTHER };
  if (!features.isTextureFloat || !features.isFloatRead)
    return { ok: false, reason: 'this WebGL has no float32 textures that can be read', remedy: USE_ANOTHER };
  if (features.highFloatPrecision.precision < 23)
    return { ok: false, reason: "this WebGL's shaders do not compute in float32", remedy: USE_ANOTHER };
  return {
    ok: true,
    device: rendererOf(gl),
    kernelClass,
    memory: 'device',
    // A shader finds a number by its index, an integer.
    largest: Math.min(4 * features.maxTextureSize ** 2, 2 ** features.highIntPrecision.rangeMax),
  };
}

const USE_ANOTHER = "use the mode 'webasm'";

function rendererOf(gl: GlContext): string {
  const name = gl.getExtension('WEBGL_debug_renderer_info') ? UNMASKED_RENDERER : gl.RENDERER;
  return String(gl.getParameter(name));
}
