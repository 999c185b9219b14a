import { dyadicProduct } from './dyadic-product.js';
import type { DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { innerProduct } from './inner-product.js';

/**
 * The whole numbers g with (AᵀWA)_jk = g_jk · 2^(e_j + e_k + e_w), p × p, for columns and weights that are integers · 2^e.
 *
 * @param weights absent when all are 1 (e_w = 0)
 */
export function gramIntegers(columns: readonly DyadicVector[], weights?: DyadicVector): bigint[][] {
  const weighted = weights ? columns.map((column) => dyadicProduct(weights, column)) : columns;
  const gram: bigint[][] = columns.map(() => []);
  columns.forEach((column, j) => {
    for (let k = 0; k <= j; k++) {
      const value = innerProduct(column.integers, entry(weighted, k).integers);
      entry(gram, j)[k] = value;
      entry(gram, k)[j] = value;
    }
  });
  return gram;
}
