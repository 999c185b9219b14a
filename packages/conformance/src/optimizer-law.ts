import type { Optimizer } from '@wellposed/core';
import type { Finding, Law } from './law.js';

/** Makes the optimizer under test at a learning rate: laws try many. Other settings are the author's choice, and fixed. */
export type MakeOptimizer = (options: { readonly learningRate: number | 'auto' }) => Optimizer;

/** What an optimizer law is checked on. */
export interface OptimizerTrial {
  readonly makeOptimizer: MakeOptimizer;
  /** Random quadratics per law. */
  readonly runs: number;
  readonly seed: number;
}

/** A law about an optimizer. */
export interface OptimizerLaw extends Law {
  check(trial: OptimizerTrial): Promise<Finding | undefined>;
}
