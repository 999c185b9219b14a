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
 * The product A B in double-double, all matrices row-major and finite. Each entry is an inner product of `inner` terms in
 * double-double, with an error of at most (inner + 2) · 32u² Σ |aᵢₖ||bₖⱼ|. Zeros cost nothing: changes of basis are triangular or
 * sparser, and selections of columns hold little else.
 */
export function matrixProduct(
  a: DoubleDoubleArray,
  b: DoubleDoubleArray,
  { rows, inner, columns }: ProductSizes,
): DoubleDoubleArray {
  const product = doubleDoubleArray(rows * columns);
  const sum = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const [aHi, aLo] = [at(a.hi, i * inner + k), at(a.lo, i * inner + k)];
      if (aHi === 0) continue;
      for (let j = 0; j < columns; j++) {
        const right = k * columns + j;
        if (at(b.hi, right) === 0) continue;
        const entry = i * columns + j;
        sum.set(at(product.hi, entry), at(product.lo, entry)).addProduct(aHi, aLo, at(b.hi, right), at(b.lo, right));
        product.hi[entry] = sum.hi;
        product.lo[entry] = sum.lo;
      }
    }
  }
  return product;
}
