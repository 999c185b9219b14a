import { at } from '../at.js';

/** Aᵀv of a row-major matrix of `columns` columns; v has a number for each row. */
export function transposeProduct(a: Float64Array, v: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(columns);
  for (const [i, value] of v.entries()) {
    for (let j = 0; j < columns; j++) product[j] = at(product, j) + at(a, i * columns + j) * value;
  }
  return product;
}
