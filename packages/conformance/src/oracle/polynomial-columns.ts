import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';

/** The exact columns 1, x, x², …, x^degree for doubles x: what a polynomial fit would see if powers could be stored. */
export function polynomialColumns(x: Float64Array, degree: number): readonly DyadicVector[] {
  const base = dyadicVector(x);
  const columns = [dyadicVector(new Float64Array(x.length).fill(1))];
  for (let power = 1; power <= degree; power++) columns.push(dyadicProduct(entry(columns, power - 1), base));
  return columns;
}
