import { at } from '../at.js';
import { DoubleDouble } from './double-double.js';
import type { DoubleDoubleArray } from './double-double-array.js';
import { doubleDoubleArray } from './double-double-array.js';

/**
 * The product A B in double-double: A rows × inner, B inner × columns, the result rows × columns, all row-major. Each
 * entry is an inner product of `inner` terms, with an error of at most (inner + 2) · 2⁻¹⁰¹ Σ |aᵢₖ||bₖⱼ|.
 */
export function matrixProduct(
  a: DoubleDoubleArray,
  b: DoubleDoubleArray,
  { rows, inner }: { readonly rows: number; readonly inner: number },
): DoubleDoubleArray {
  const columns = inner === 0 ? 0 : b.hi.length / inner;
  const product = doubleDoubleArray(rows * columns);
  const sum = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      sum.set(0);
      for (let k = 0; k < inner; k++) {
        const [left, right] = [i * inner + k, k * columns + j];
        sum.addProduct(at(a.hi, left), at(a.lo, left), at(b.hi, right), at(b.lo, right));
      }
      product.hi[i * columns + j] = sum.hi;
      product.lo[i * columns + j] = sum.lo;
    }
  }
  return product;
}
