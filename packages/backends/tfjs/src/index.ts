export { tfjs } from './tfjs.js';
export type { TfjsBackend, TfjsOptions } from './tfjs-from.js';
export { tfjsEngines } from './tfjs-engines.js';
export type { EngineSettings } from './engine-kind.js';
export type { TensorFlow } from './tensor-flow.js';
export { tfOptimizers } from './tf-optimizers.js';
export type { TfOptimizers, TfOptimizersOptions, TrainOptions, TrainState } from './tf-optimizers.js';
