import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicInput, DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';

/** The exact columns 1, x, x², …, x^degree of numbers x: what a polynomial fit would see if powers could be stored. */
export function polynomialColumns(x: DyadicInput, degree: number): readonly DyadicVector[] {
  const base = dyadicVector(x);
  const columns: DyadicVector[] = [{ integers: base.integers.map(() => 1n), exponent: 0 }];
  for (let power = 1; power <= degree; power++) columns.push(dyadicProduct(entry(columns, power - 1), base));
  return columns;
}
