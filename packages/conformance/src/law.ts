import type { Backend, SolverName } from '@wellposed/core';
import type { SystemRecipe } from './problems/system-recipe.js';

/** What a law is checked on. */
export interface BackendTrial {
  readonly backend: Backend;
  /** Random problems per law (and per solver). */
  readonly runs: number;
  readonly seed: number;
  /** Problems that are tried first: counterexamples found earlier. */
  readonly examples: readonly SystemRecipe[];
  /** How many device resources (tensors, textures, buffers) are alive, where the backend can count them. */
  readonly resources?: (() => number) | undefined;
}

/** A law that is broken: what was measured against what was promised, and on which input. */
export interface Finding {
  readonly message: string;
  /** The smallest input found that breaks it; plain data. */
  readonly counterexample: unknown;
  readonly seed: number;
}

/** A law in words: its name is what a violation reports. */
export interface Law {
  readonly name: string;
  /** What holds, in one sentence. */
  readonly statement: string;
  /** Where it comes from: a contract of core, or a theorem. */
  readonly source: string;
  /** What is most likely wrong when it is broken, and how to fix it. */
  readonly remedy: string;
}

/** A law about a backend as a whole. */
export interface BackendLaw extends Law {
  readonly scope: 'backend';
  check(trial: BackendTrial): Promise<Finding | undefined>;
}

/** A law about one closed form, checked for each in `supports.solvers`. */
export interface SolverLaw extends Law {
  readonly scope: 'solver';
  check(trial: BackendTrial, solver: SolverName): Promise<Finding | undefined>;
}
