import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';

/** √W y, n numbers: the right-hand side that goes with `weightedDesign`. Without weights it is the caller's own array y. */
export function weightedTargets({ targets, weights }: LinearSystem): Float64Array {
  return weights === undefined ? targets : targets.map((value, row) => value * Math.sqrt(at(weights, row)));
}
