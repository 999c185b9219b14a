import { byRows } from '@wellposed/core';
import type { Steps } from '@wellposed/core';
import { dot } from './dot.js';

/** A v, n numbers, for A of n × p, row-major, and v of p. A fresh array. */
export function* product(a: Float64Array, rows: number, columns: number, v: Float64Array): Steps<Float64Array> {
  const result = new Float64Array(rows);
  yield* byRows(rows, columns, (from, to) => {
    for (let row = from; row < to; row++) result[row] = dot(a, row * columns, v, 0, columns);
  });
  return result;
}
