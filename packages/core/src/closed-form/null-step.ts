import type { Factorization } from '../contracts/backend.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { norm } from '../norm.js';
import { leastLeak } from './least-leak.js';
import type { ScaledSystem } from './scaled-system.js';
import { LARGEST_COLUMN_NORM } from './scaled-system.js';
import { weightedBy } from './weighted-by.js';

/** A step that leaves the fitted values where they are, but for what leaks. */
export interface NullStep {
  /** d, p numbers. */
  readonly direction: DoubleDoubleArray;
  /** Bound on ‖Ã d‖₂. */
  readonly leak: number;
}

/**
 * A step N ζ to another solution that fits as well: Ã N = 0 holds up to rounding only, so that a long step leaks into the
 * fitted values. What leaks is taken back (`leastLeak`), as far as double-double goes; ‖Ã d‖ ≤ u ‖√W y‖, u of float64, is enough, if
 * what double-double hides of it, (p + 2)u² ‖d‖ ‖Ã‖, is counted: then the fitted values move by no more than rounding y would move them. N is p × (p − r).
 *
 * @param zeta ζ, p − r numbers, in units of the targets
 * @returns undefined when rounding cannot be taken back: ζ is too long
 */
export function nullStep(
  system: ScaledSystem,
  { nullSpace, inverseRoot, rank }: Pick<Factorization, 'nullSpace' | 'inverseRoot' | 'rank'>,
  zeta: Float64Array,
): NullStep | undefined {
  const { rows, columns, targets, rootWeights } = system;
  const limit = U * norm(weightedBy(rootWeights, targets));
  const step = multiply(fromFloat64(nullSpace), fromFloat64(zeta), columns);
  const { direction, size } = leastLeak(system, { inverseRoot, rank }, step, U * limit);
  // Each row of the product is rounded as a sum of p terms (Higham, Accuracy and Stability, 2002, §3.1).
  const rounding = (columns + 2) * U_EXTENDED * LARGEST_COLUMN_NORM * Math.sqrt(columns) * norm(direction.hi);
  const leak = size * (1 + rows * U) + rounding;
  return leak <= limit ? { direction, leak } : undefined;
}
