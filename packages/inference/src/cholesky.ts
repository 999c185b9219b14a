import { at, DoubleDouble, type DoubleDoubleArray, doubleDoubleArray } from '@wellposed/core';
import { squareRoot } from './square-root.js';

/**
 * Cholesky's factor L of the symmetric B = L Lᵀ (r × r, row-major; the lower triangle is read) in double-double;
 * undefined when B is not numerically positive definite.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), Algorithm 10.2.
 */
export function cholesky(b: DoubleDoubleArray, r: number): DoubleDoubleArray | undefined {
  const l = doubleDoubleArray(r * r);
  const value = new DoubleDouble();
  for (let j = 0; j < r; j++) {
    for (let i = j; i < r; i++) {
      value.set(at(b.hi, i * r + j), at(b.lo, i * r + j));
      for (let k = 0; k < j; k++) {
        const [left, right] = [i * r + k, j * r + k];
        value.addProduct(-at(l.hi, left), -at(l.lo, left), at(l.hi, right), at(l.lo, right));
      }
      if (i > j) value.divide(at(l.hi, j * r + j), at(l.lo, j * r + j));
      else if (!(value.hi > 0 && value.hi < Infinity)) return undefined;
      else squareRoot(value);
      l.hi[i * r + j] = value.hi;
      l.lo[i * r + j] = value.lo;
    }
  }
  return l;
}

/** X ← X L⁻ᵀ in place: X m × r, row-major; row by row, forward substitution with L. */
export function divideByTranspose(x: DoubleDoubleArray, l: DoubleDoubleArray, r: number): void {
  const value = new DoubleDouble();
  for (let start = 0; start < x.hi.length; start += r) {
    for (let j = 0; j < r; j++) {
      value.set(at(x.hi, start + j), at(x.lo, start + j));
      for (let k = 0; k < j; k++) {
        const [left, right] = [start + k, j * r + k];
        value.addProduct(-at(x.hi, left), -at(x.lo, left), at(l.hi, right), at(l.lo, right));
      }
      value.divide(at(l.hi, j * r + j), at(l.lo, j * r + j));
      x.hi[start + j] = value.hi;
      x.lo[start + j] = value.lo;
    }
  }
}
