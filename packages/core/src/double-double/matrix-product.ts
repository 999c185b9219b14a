import { at } from '../at.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
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
export function matrixProduct(a: DoubleDoubleArray, b: DoubleDoubleArray, sizes: ProductSizes): DoubleDoubleArray {
  const product = doubleDoubleArray(sizes.rows * sizes.columns);
  addRows(product, a, b, sizes, 0, sizes.rows);
  return product;
}

/** The same with pauses, for many rows. */
export function* matrixProductSteps(
  a: DoubleDoubleArray,
  b: DoubleDoubleArray,
  sizes: ProductSizes,
): Steps<DoubleDoubleArray> {
  const { rows, inner, columns } = sizes;
  const product = doubleDoubleArray(rows * columns);
  yield* byRows(rows, 16 * inner * columns, (from, to) => addRows(product, a, b, sizes, from, to));
  return product;
}

function addRows(
  product: DoubleDoubleArray,
  a: DoubleDoubleArray,
  b: DoubleDoubleArray,
  { inner, columns }: ProductSizes,
  from: number,
  to: number,
): void {
  const sum = new DoubleDouble();
  for (let i = from; i < to; i++) {
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
}
