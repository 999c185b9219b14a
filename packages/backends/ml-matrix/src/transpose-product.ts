import { rowSum } from '@wellposed/core';
import { rowBlock } from './row-block.js';

/** Aᵀ u, p numbers, for A of n × p, row-major: block of rows by block of rows by the engine, the blocks in pairs (`rowSum`). */
export function transposeProduct(a: Float64Array, rows: number, columns: number, u: Float64Array): Float64Array {
  const sum = rowSum(rows, columns, (from, to, out) => {
    out.set(
      rowBlock(a, columns, from, to)
        .transposeMultiply(rowBlock(u, 1, from, to))
        .getColumn(0),
    );
  });
  return sum();
}
