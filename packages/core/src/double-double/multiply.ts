import type { DoubleDoubleArray } from './double-double-array.js';
import { matrixProduct } from './matrix-product.js';

/** The product A v in double-double: A rows × columns, row-major; v columns numbers. */
export function multiply(a: DoubleDoubleArray, v: DoubleDoubleArray, rows: number): DoubleDoubleArray {
  return matrixProduct(a, v, { rows, inner: v.hi.length, columns: 1 });
}
