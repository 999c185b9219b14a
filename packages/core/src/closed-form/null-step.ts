import type { Factorization } from '../contracts/backend.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { norm } from '../norm.js';
import { leastLeak } from './least-leak.js';
import type { ScaledSystem } from './scaled-system.js';
import { weightedBy } from './weighted-by.js';

/**
 * A step N ζ to another solution that fits as well: Ã N = 0 holds up to rounding only, so that a long step leaks into the
 * fitted values. What leaks is taken back (`leastLeak`), until ‖Ã d‖ ≤ u ‖√W y‖, u of float64: then the fitted values move by no
 * more than rounding y would move them. N is p × (p − r).
 *
 * @param zeta ζ, p − r numbers, in units of the targets
 * @returns d, p numbers; undefined when rounding cannot be taken back: ζ is too long
 */
export function nullStep(
  system: ScaledSystem,
  { nullSpace, inverseRoot, rank }: Pick<Factorization, 'nullSpace' | 'inverseRoot' | 'rank'>,
  zeta: Float64Array,
): DoubleDoubleArray | undefined {
  const { columns, targets, rootWeights } = system;
  const limit = U * norm(weightedBy(rootWeights, targets));
  const step = multiply(fromFloat64(nullSpace), fromFloat64(zeta), columns);
  const { direction, size } = leastLeak(system, { inverseRoot, rank }, step, limit);
  return size <= limit ? direction : undefined;
}
