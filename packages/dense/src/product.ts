import { dot } from './dot.js';

/** A v, n numbers, for A of n × p, row-major, and v of p. A fresh array. */
export function product(a: Float64Array, rows: number, columns: number, v: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row++) result[row] = dot(a, row * columns, v, 0, columns);
  return result;
}
