import type { Mode } from './mode.js';
import { asynchronous } from './modes/asynchronous.js';
import { cpu } from './modes/cpu.js';
import { headlessgl } from './modes/headlessgl.js';
import { webasm } from './modes/webasm.js';
import { webgl2 } from './modes/webgl2.js';
import { webgpu } from './modes/webgpu.js';

/** The modes that can be named. */
export const modes = { webgpu, webgl2, headlessgl, webasm, cpu, async: asynchronous } as const satisfies Readonly<
  Record<string, Mode>
>;

/** The name of a mode. */
export type GpuJsMode = keyof typeof modes;

/** What is tried when no mode is named, best first: one that is for another host says so and is passed over. */
export const automaticOrder: readonly Mode[] = [webgpu, webgl2, headlessgl, webasm, cpu];

/** The names of the modes of gpu.js, for suites and lists. */
export const gpuJsModes = Object.keys(modes) as readonly GpuJsMode[];
