import type { AbstractMatrix } from 'ml-matrix';
import { rowBlock } from './row-block.js';

/**
 * Ã (n × p, row-major) as a matrix of the engine with at least p rows: rows of zeros are appended when n < p.
 *
 * The engine's QR reads past the last row of a wide matrix and its SVD leaves out the null space; zero rows change
 * neither the singular values nor the null space nor any least-squares solution. Shares the array when n ≥ p.
 */
export function tallMatrix(design: Float64Array, rows: number, columns: number): AbstractMatrix {
  if (rows >= columns) return rowBlock(design, columns, 0, rows);
  const padded = new Float64Array(columns * columns);
  padded.set(design);
  return rowBlock(padded, columns, 0, columns);
}

/** v as a column with `rows` rows, zeros appended. */
export function tallColumn(v: Float64Array, rows: number): AbstractMatrix {
  const padded = new Float64Array(rows);
  padded.set(v);
  return rowBlock(padded, 1, 0, rows);
}
