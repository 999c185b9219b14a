import { at } from '@wellposed/core';
import type { Triangle } from '@wellposed/core';
import { QrDecomposition } from 'ml-matrix';
import { rowMajor } from './row-major.js';
import { tallMatrix } from './tall-matrix.js';

/**
 * R of [Ã | ỹ] = Q R by the engine's Householder QR, which does not pivot.
 *
 * @param design Ã, n × p, row-major
 * @param targets ỹ, n numbers
 */
export function compress(design: Float64Array, rows: number, columns: number, targets: Float64Array): Triangle {
  const size = columns + 1;
  const augmented = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    augmented.set(design.subarray(row * columns, (row + 1) * columns), row * size);
    augmented[row * size + columns] = at(targets, row);
  }
  const qr = new QrDecomposition(tallMatrix(augmented, rows, size));
  return { size, entries: rowMajor(qr.upperTriangularMatrix, 0, size) };
}
