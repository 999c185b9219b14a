import { at, rowSumSteps } from '@wellposed/core';
import type { Steps } from '@wellposed/core';

/** Aᵀ u, p numbers, for A of n × p, row-major, and u of n; sums over the rows in blocks and pairs (`rowSum`). A fresh array. */
export function* transposeProduct(
  a: Float64Array,
  rows: number,
  columns: number,
  u: Float64Array,
): Steps<Float64Array> {
  const sum = rowSumSteps(rows, columns, columns, (from, to, out) => {
    for (let row = from; row < to; row++) {
      const factor = at(u, row);
      for (let j = 0; j < columns; j++) out[j] = at(out, j) + at(a, row * columns + j) * factor;
    }
  });
  return yield* sum();
}
