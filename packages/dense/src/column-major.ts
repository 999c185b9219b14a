import { at } from '@wellposed/core';

/** A copy of A (n × p, row-major) in column-major order, in which the columns are contiguous: Aᵀ in row-major order. */
export function columnMajor(a: Float64Array, rows: number, columns: number): Float64Array {
  const copy = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) copy[j * rows + i] = at(a, i * columns + j);
  }
  return copy;
}
