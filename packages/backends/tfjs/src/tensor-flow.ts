import type * as core from '@tensorflow/tfjs-core';

/**
 * What of TensorFlow.js is used here: any instance of it will do, `import * as tf from '@tensorflow/tfjs'` for one. All instances
 * of a process share one engine, and with it the current backend and the count of tensors.
 */
export type TensorFlow = Pick<
  typeof core,
  | 'add'
  | 'concat'
  | 'dispose'
  | 'div'
  | 'engine'
  | 'env'
  | 'eye'
  | 'gatherND'
  | 'getBackend'
  | 'greater'
  | 'greaterEqual'
  | 'keep'
  | 'matMul'
  | 'maximum'
  | 'memory'
  | 'mul'
  | 'neg'
  | 'pad'
  | 'ready'
  | 'reshape'
  | 'scalar'
  | 'setBackend'
  | 'slice'
  | 'sqrt'
  | 'square'
  | 'sub'
  | 'sum'
  | 'tensor'
  | 'tidy'
  | 'train'
  | 'Variable'
  | 'variable'
  | 'version_core'
  | 'where'
  | 'zeros'
>;

/** An engine of TensorFlow.js, initialised: what it calls a backend. */
export type EngineInstance = ReturnType<ReturnType<TensorFlow['engine']>['findBackend']>;
