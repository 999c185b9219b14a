import type { DyadicVector } from './dyadic-vector.js';
import { ExactVector } from './exact-vector.js';
import { innerProduct } from './inner-product.js';

/** Aᵀ v, exactly, for A given by its p columns; p rationals. Include weights in v where they belong. */
export function crossProduct(columns: readonly DyadicVector[], vector: DyadicVector): ExactVector {
  return ExactVector.scaled(
    columns.map((column) => innerProduct(column.integers, vector.integers)),
    columns.map((column) => column.exponent + vector.exponent),
  );
}
