import type { OptionKeys } from '@wellposed/core';
import type { OptimizerLaw } from './optimizer-law.js';

/** How to check an optimizer. */
export interface OptimizerOptions {
  /** Random quadratics per law; default 200. */
  readonly runs?: number;
  /** Default 20260301. */
  readonly seed?: number;
  /** Default: all of `optimizerLaws`. @throws RangeError when empty: nothing checked is nothing proved. */
  readonly laws?: readonly OptimizerLaw[];
}

/** The names of `OptimizerOptions`. */
export const optimizerOptionKeys = { runs: true, seed: true, laws: true } satisfies OptionKeys<OptimizerOptions>;
