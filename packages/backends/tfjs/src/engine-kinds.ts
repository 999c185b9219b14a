import type { EngineKind } from './engine-kind.js';
import { cpu } from './engines/cpu.js';
import { tensorflow } from './engines/tensorflow.js';
import { wasm } from './engines/wasm.js';
import { webgl } from './engines/webgl.js';
import { webgpu } from './engines/webgpu.js';

/** Every engine, the fastest first: the automatic choice takes the first of its host that runs. */
export const engineKinds: readonly EngineKind[] = [tensorflow, webgpu, webgl, wasm, cpu];
