import { gpuJs, gpuJsModes } from '@wellposed/backend-gpu-js';
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { tfjs, tfjsEngines } from '@wellposed/backend-tfjs';
import type { Engine } from './engine.js';

type Particulars = Pick<Engine, 'share' | 'losable'>;

const ON_THE_PROCESSOR: Particulars = { share: 1, losable: false };

/** By TensorFlow.js' names; all others compute on the processor. SwiftShader takes 100 times their time. */
const TFJS: Readonly<Record<string, Particulars>> = {
  webgl: { share: 0.1, losable: true },
  webgpu: { share: 0.1, losable: true },
};

/** By gpu.js' names. Its shaders are fewer. */
const GPU_JS: Readonly<Record<string, Particulars>> = {
  webgl2: { share: 0.4, losable: true },
  webgpu: { share: 0.4, losable: true },
  async: { share: 0.4, losable: true },
};

/** Every engine that the suite tries in a browser; whether it is there is asked of each, never assumed. */
export const engines: readonly Engine[] = [
  { backend: reference, ...ON_THE_PROCESSOR },
  { backend: mlMatrix, ...ON_THE_PROCESSOR },
  ...tfjsEngines.map((engine) => {
    const backend = tfjs({ engine });
    return { backend, ...(TFJS[engine] ?? ON_THE_PROCESSOR), resources: () => backend.tensors() };
  }),
  ...gpuJsModes.map((mode) => {
    const backend = gpuJs({ mode });
    return { backend, ...(GPU_JS[mode] ?? ON_THE_PROCESSOR), resources: () => backend.resources() };
  }),
];
