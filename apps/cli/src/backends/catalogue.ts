import type { Backend } from '@wellposed/core';

/** A package of backends that the command line knows, loaded only when one of them is asked for. */
export interface BackendPackage {
  /** The name of its first backend; those of the others begin with it and a hyphen. */
  readonly name: string;
  /** What npm calls it. */
  readonly packageName: string;
  /** All its backends, one for each engine, from the package's own list. */
  load(): Promise<readonly Backend[]>;
}

/** In the order in which they are listed, and tried for `--backend auto`: float64 first. */
export const backendCatalogue: readonly BackendPackage[] = [
  {
    name: 'reference',
    packageName: '@wellposed/backend-reference',
    load: async () => [(await import('@wellposed/backend-reference')).reference],
  },
  {
    name: 'ml-matrix',
    packageName: '@wellposed/backend-ml-matrix',
    load: async () => [(await import('@wellposed/backend-ml-matrix')).mlMatrix],
  },
  {
    name: 'tfjs',
    packageName: '@wellposed/backend-tfjs',
    load: async () => {
      const { tfjs, tfjsEngines } = await import('@wellposed/backend-tfjs');
      return [tfjs(), ...tfjsEngines.map((engine) => tfjs({ engine }))];
    },
  },
  {
    name: 'gpu-js',
    packageName: '@wellposed/backend-gpu-js',
    load: async () => {
      const { gpuJs, gpuJsModes } = await import('@wellposed/backend-gpu-js');
      return [gpuJs(), ...gpuJsModes.map((mode) => gpuJs({ mode }))];
    },
  },
];
