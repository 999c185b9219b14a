import type { DoubleDoubleArray } from '@wellposed/core';
import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicVector } from './dyadic-vector.js';

/**
 * The p columns of a design (n × p, row-major, in doubles or double-doubles) as exact vectors, each times `rowScale` (n) when
 * given: with rowScale = √w these are the columns of √W A.
 */
export function designColumns(
  design: Float64Array | DoubleDoubleArray,
  rows: number,
  columns: number,
  rowScale?: Float64Array,
): readonly DyadicVector[] {
  const scale = rowScale && dyadicVector(rowScale);
  const columnOf = (a: Float64Array, j: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, i) => a[i * columns + j] ?? NaN);
  return Array.from({ length: columns }, (_, j) => {
    const column = dyadicVector(
      'hi' in design ? { hi: columnOf(design.hi, j), lo: columnOf(design.lo, j) } : columnOf(design, j),
    );
    return scale ? dyadicProduct(scale, column) : column;
  });
}
