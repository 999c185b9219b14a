import { at } from '../at.js';
import { DoubleDouble } from './double-double.js';
import type { DoubleDoubleArray } from './double-double-array.js';
import { doubleDoubleArray } from './double-double-array.js';

/** The product A v in double-double: A rows × columns, row-major; v columns numbers. */
export function multiply(a: DoubleDoubleArray, v: DoubleDoubleArray, rows: number): DoubleDoubleArray {
  const columns = v.hi.length;
  const product = doubleDoubleArray(rows);
  const sum = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    sum.set(0);
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j;
      sum.addProduct(at(a.hi, k), at(a.lo, k), at(v.hi, j), at(v.lo, j));
    }
    product.hi[i] = sum.hi;
    product.lo[i] = sum.lo;
  }
  return product;
}
