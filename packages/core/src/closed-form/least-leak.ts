import type { Factorization } from '../contracts/backend.js';
import { addTo } from '../double-double/add-to.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { norm } from '../norm.js';
import type { ScaledSystem } from './scaled-system.js';
import { transposeProduct } from './transpose-product.js';
import { weightedBy } from './weighted-by.js';

/** Each round takes a leak down by the accuracy of S, κ u of the backend at worst: more would not help. */
const MOST_ROUNDS = 10;

/** A direction that leaks little into the fitted values, and what it leaks. */
export interface Leak {
  /** d, p numbers. */
  readonly direction: DoubleDoubleArray;
  /** Ã d, n numbers, and its 2-norm. */
  readonly fitted: Float64Array;
  readonly size: number;
}

/**
 * The least that a direction leaks into the fitted values once the range of S has taken back what it can, S Sᵀ = (ÃᵀÃ)⁺:
 *
 *     repeat  d ← d − S Sᵀ Ãᵀ(Ã d)   until  ‖Ã d‖ ≤ limit, or no longer halves.
 *
 * The fixed point minimises ‖Ã(d − S c)‖ over c. d and the products with Ã are in double-double, so that S decides how fast it is
 * reached, not how well.
 *
 * Source: iterative refinement of ‖Ã d‖ = min with S Sᵀ for the solver, Björck, BIT 7 (1967) 257–278.
 *
 * @param start d, p numbers
 */
export function leastLeak(
  system: ScaledSystem,
  { inverseRoot, rank }: Pick<Factorization, 'inverseRoot' | 'rank'>,
  start: DoubleDoubleArray,
  limit: number,
): Leak {
  const { columns, design, rootWeights } = system;
  let least = leakOf(system, start);
  for (let round = 1; round < MOST_ROUNDS && !(least.size <= limit); round++) {
    const moments = transposeProduct(design.hi, weightedBy(rootWeights, least.fitted), columns);
    const back = transposeProduct(inverseRoot, moments, rank).map((value) => -value);
    const direction = { hi: least.direction.hi.slice(), lo: least.direction.lo.slice() };
    addTo(direction, multiply(fromFloat64(inverseRoot), fromFloat64(back), columns));
    const next = leakOf(system, direction);
    const halved = next.size < least.size / 2;
    if (next.size < least.size) least = next;
    if (!halved) break;
  }
  return least;
}

function leakOf({ rows, design, rootWeights }: ScaledSystem, direction: DoubleDoubleArray): Leak {
  const fitted = weightedBy(rootWeights, multiply(design, direction, rows).hi);
  return { direction, fitted, size: norm(fitted) };
}
