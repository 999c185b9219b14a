import { gpuJs, gpuJsModes } from '@wellposed/backend-gpu-js';
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { tfjs, tfjsEngines } from '@wellposed/backend-tfjs';
import type { Engine } from './engine.js';

/**
 * Every engine there is, the most exact first, for suites that try them all: each backend is asked with `available()` whether it can
 * run here. Nothing is loaded before that.
 */
export const engines: readonly Engine[] = [
  { backend: reference },
  { backend: mlMatrix },
  ...tfjsEngines.map((engine): Engine => {
    const backend = tfjs({ engine });
    return { backend, resources: () => backend.tensors() };
  }),
  ...gpuJsModes.map((mode): Engine => {
    const backend = gpuJs({ mode });
    return { backend, resources: () => backend.resources(), release: async () => backend.release() };
  }),
];
