import { at } from '../at.js';
import type { Factorization } from '../contracts/backend.js';
import { addTo } from '../double-double/add-to.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { norm } from '../norm.js';
import type { ScaledSystem } from './scaled-system.js';
import { weightedBy } from './weighted-by.js';

/** Each round takes a leak down by the accuracy of S, κ u of the backend at worst: more would not help. */
const MOST_ROUNDS = 10;

/**
 * A step N ζ to another solution that fits as well: Ã N = 0 holds up to rounding only, so that a long step leaks into the
 * fitted values. What leaks is taken back, with S Sᵀ = (ÃᵀÃ)⁺:
 *
 *     d ← N ζ,   repeat  d ← d − S Sᵀ Ãᵀ(Ã d)   until  ‖Ã d‖ ≤ u ‖√W y‖,
 *
 * u of float64: then the fitted values move by no more than rounding y would move them. N is p × (p − r), S p × r.
 *
 * Source: iterative refinement of ‖Ã d‖ = min with S Sᵀ for the solver, Björck, BIT 7 (1967) 257–278.
 *
 * @param zeta ζ, p − r numbers, in units of the targets
 * @returns d, p numbers; undefined when rounding cannot be taken back: ζ is too long
 */
export function nullStep(
  system: ScaledSystem,
  { nullSpace, inverseRoot, rank }: Factorization,
  zeta: Float64Array,
): DoubleDoubleArray | undefined {
  const { rows, columns, design, targets, rootWeights } = system;
  const limit = U * norm(weightedBy(rootWeights, targets));
  const step = multiply(fromFloat64(nullSpace), fromFloat64(zeta), columns);
  let before = Infinity;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const leak = weightedBy(rootWeights, multiply(design, step, rows).hi);
    const size = norm(leak);
    if (size <= limit) return step;
    if (!(size < before / 2)) return undefined;
    before = size;
    const moments = transposeProduct(design.hi, weightedBy(rootWeights, leak), columns);
    const back = transposeProduct(inverseRoot, moments, rank).map((value) => -value);
    addTo(step, multiply(fromFloat64(inverseRoot), fromFloat64(back), columns));
  }
  return undefined;
}

/** Aᵀv of a row-major matrix of `columns` columns. */
function transposeProduct(a: Float64Array, v: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(columns);
  for (const [i, value] of v.entries()) {
    for (let j = 0; j < columns; j++) product[j] = at(product, j) + at(a, i * columns + j) * value;
  }
  return product;
}
