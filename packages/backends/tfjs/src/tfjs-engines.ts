import { engineKinds } from './engine-kinds.js';

/**
 * The names of the engines of TensorFlow.js, the fastest first: native TensorFlow in Node, WebGPU and WebGL in a browser, WebAssembly and
 * plain JavaScript in both.
 */
export const tfjsEngines: readonly string[] = engineKinds.map(({ name }) => name);
