import { at } from '../at.js';
import type { ExactNullSpace } from '../closed-form/exact-null-space.js';
import { nearestDependence } from '../closed-form/nearest-dependence.js';
import type { Factorization } from '../contracts/backend.js';
import type { Rank } from '../contracts/solution.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { maximumMagnitude } from '../maximum-magnitude.js';

/** How the columns that were factorised belong to the user's. */
export interface ColumnMap {
  /** k, columns factorised. */
  readonly columns: number;
  /** p names of the coefficients. */
  readonly names: readonly string[];
  /**
   * A direction, k numbers, as p numbers in units in which all columns are of the size of 1; undefined when every
   * column of the user's takes part in each of those that were factorised (a changed basis).
   */
  toCoefficients(direction: Float64Array): Float64Array | undefined;
  /** All θ that change no fitted value, where they are known without rounding: vectors of p integers. */
  readonly space?: ExactNullSpace | undefined;
}

/** The columns that were factorised are the user's own. */
export function ownColumns(names: readonly string[]): ColumnMap {
  return { columns: names.length, names, toCoefficients: (direction) => direction };
}

/**
 * The rank decision in the user's terms.
 *
 * The rank is that of the design and the equality constraints together: p at full rank.
 *
 * A column takes no part in a dependence Ā v ≈ 0 when its entry in v is a rounding error: below √τ of the largest,
 * halfway between the threshold and 1. For a near dependence the singular value takes the place of the threshold, and v
 * is its right singular vector, by power iteration on S Sᵀ = (ÃᵀÃ)⁻¹.
 */
export function describeRank(factorization: Factorization, map: ColumnMap): Rank {
  const { rank, threshold, nullSpace, singularValues } = factorization;
  const { columns, names } = map;
  const dimension = columns - rank;
  const involved = (directions: readonly Float64Array[], smallest: number): readonly string[] => {
    const seen = directions.map((direction) => map.toCoefficients(direction));
    return names.filter((_, j) =>
      seen.some((v) => v === undefined || Math.abs(at(v, j)) > Math.sqrt(smallest) * maximumMagnitude(v)),
    );
  };
  const found = { numerical: names.length - dimension, threshold };
  const { space } = map;
  if (space && space.length > 0) {
    const dependentColumns = names.filter((_, j) => space.some((vector) => vector[j] !== 0n));
    return { numerical: names.length - space.length, threshold, verdict: 'deficient', dependentColumns };
  }
  if (dimension > 0) {
    const directions = Array.from({ length: dimension }, (_, k) =>
      Float64Array.from({ length: columns }, (_, j) => at(nullSpace, j * dimension + k)),
    );
    return { ...found, verdict: 'deficient', dependentColumns: involved(directions, threshold) };
  }
  const reciprocal = columns > 0 ? at(singularValues, columns - 1) / at(singularValues, 0) : 1;
  if (!(reciprocal < Math.sqrt(U))) return { ...found, verdict: 'full', dependentColumns: [] };
  return {
    ...found,
    verdict: 'nearly-deficient',
    dependentColumns: involved([nearestDependence(factorization.inverseRoot, columns)], reciprocal),
  };
}
