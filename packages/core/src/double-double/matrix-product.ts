import { at } from '../at.js';
import { DoubleDouble } from './double-double.js';
import type { DoubleDoubleArray } from './double-double-array.js';
import { doubleDoubleArray } from './double-double-array.js';

/** Sizes of a product of matrices: rows × inner times inner × columns. */
export interface ProductSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/**
 * The product A B in double-double, all matrices row-major. Each entry is an inner product of `inner` terms in double-double, with an
 * error of at most (inner + 2) · 32u² Σ |aᵢₖ||bₖⱼ|. Where aᵢₖ is 0, bₖⱼ does not count, an infinite one included.
 */
export function matrixProduct(
  a: DoubleDoubleArray,
  b: DoubleDoubleArray,
  { rows, inner, columns }: ProductSizes,
): DoubleDoubleArray {
  const product = doubleDoubleArray(rows * columns);
  const sum = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      sum.set(0);
      for (let k = 0; k < inner; k++) {
        const left = i * inner + k;
        // A change of basis is mostly zeros.
        if (at(a.hi, left) === 0) continue;
        const right = k * columns + j;
        sum.addProduct(at(a.hi, left), at(a.lo, left), at(b.hi, right), at(b.lo, right));
      }
      product.hi[i * columns + j] = sum.hi;
      product.lo[i * columns + j] = sum.lo;
    }
  }
  return product;
}
