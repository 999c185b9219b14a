import type { OptionKeys } from '@wellposed/core';
import type { BackendLaw, SolverLaw } from './law.js';
import type { SystemRecipe } from './problems/system-recipe.js';

/** How to check a backend. */
export interface BackendOptions {
  /** Random problems per law and solver; default 200. */
  readonly runs?: number;
  /** Default 20260301. The same seed gives the same problems everywhere. */
  readonly seed?: number;
  /** Problems to try before the random ones: counterexamples found earlier. */
  readonly examples?: readonly SystemRecipe[];
  /** Counts device resources that are alive, for the law "no-leak"; absent: that law only opens and closes sessions. */
  readonly resources?: () => number;
  /** Default: all of `backendLaws`. @throws RangeError when empty: nothing checked is nothing proved. */
  readonly laws?: readonly (BackendLaw | SolverLaw)[];
}

/** The names of `BackendOptions`. */
export const backendOptionKeys = {
  runs: true,
  seed: true,
  examples: true,
  resources: true,
  laws: true,
} satisfies OptionKeys<BackendOptions>;
