import type { AbstractMatrix } from 'ml-matrix';

/** Columns `from` … `to` − 1 of a matrix of the engine, row-major; empty when there are none. */
export function rowMajor(matrix: AbstractMatrix, from: number, to: number): Float64Array {
  const width = to - from;
  const out = new Float64Array(matrix.rows * width);
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < width; j++) out[i * width + j] = matrix.get(i, from + j);
  }
  return out;
}
