import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicVector } from './dyadic-vector.js';

/**
 * The p columns of a design (n × p, row-major) as exact vectors, each times `rowScale` (n) when given: with rowScale = √w
 * these are the columns of √W A.
 */
export function designColumns(
  design: Float64Array,
  rows: number,
  columns: number,
  rowScale?: Float64Array,
): readonly DyadicVector[] {
  const scale = rowScale && dyadicVector(rowScale);
  return Array.from({ length: columns }, (_, j) => {
    const column = dyadicVector(Float64Array.from({ length: rows }, (_unused, i) => design[i * columns + j] ?? NaN));
    return scale ? dyadicProduct(scale, column) : column;
  });
}
