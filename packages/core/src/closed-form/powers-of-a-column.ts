import { at } from '../at.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { maximumMagnitude } from '../maximum-magnitude.js';

/** Columns that are x, x², …, x^degree, in any order. */
export interface PowersOfAColumn {
  /** The column that is x. */
  readonly column: number;
  readonly degree: number;
}

/**
 * Whether the d columns are the powers 1 … d of one of them, to the rounding of computing a power by d multiplications, (2d)u
 * relatively; undefined when not, or with fewer than two columns.
 *
 * @param x n × d, row-major
 */
export function powersOfAColumn(x: Float64Array, degree: number): PowersOfAColumn | undefined {
  if (degree < 2) return undefined;
  const columns = Array.from({ length: degree }, (_, j) => x.filter((_unused, k) => k % degree === j));
  const column = columns.findIndex((base) => isBase(base, columns));
  return column < 0 ? undefined : { column, degree };
}

/** Every power of `base` up to the number of columns is one of them, each another one. */
function isBase(base: Float64Array, columns: readonly Float64Array[]): boolean {
  const tolerance = 2 * columns.length * U;
  const taken = new Set<number>();
  for (let power = 1; power <= columns.length; power++) {
    const expected = base.map((value) => value ** power);
    if (!Number.isFinite(maximumMagnitude(expected))) return false;
    const found = columns.findIndex(
      (column, j) =>
        !taken.has(j) &&
        column.every((value, i) => Math.abs(value - at(expected, i)) <= tolerance * Math.abs(at(expected, i))),
    );
    if (found < 0) return false;
    taken.add(found);
  }
  return true;
}
