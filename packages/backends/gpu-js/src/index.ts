export { gpuJs } from './gpu-js.js';
export type { GpuJsBackend, GpuJsOptions } from './gpu-js.js';
export type { GpuLibrary } from './library.js';
export { gpuJsModes } from './modes.js';
export type { GpuJsMode } from './modes.js';
