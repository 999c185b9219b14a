import { at, PAUSE, pauseDue } from '@wellposed/core';
import type { Steps, Triangle } from '@wellposed/core';
import { applyReflector, makeReflector } from './reflector.js';

/**
 * R of [Ã | ỹ] = Q R by Householder reflections, without pivoting, so that ‖ỹ − Ã θ‖ = ‖R [−θ; 1]‖ in the order of the columns.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), Algorithm 19.2.
 *
 * @param design Ã, n × p, row-major
 * @param targets ỹ, n numbers
 */
export function* compress(design: Float64Array, rows: number, columns: number, targets: Float64Array): Steps<Triangle> {
  const size = columns + 1;
  const packed = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) packed[j * rows + row] = at(design, row * columns + j);
  }
  packed.set(targets, columns * rows);
  for (let k = 0; k < Math.min(rows, size); k++) {
    const diagonal = k * rows + k;
    const length = rows - k;
    const tau = makeReflector(packed, diagonal, length);
    for (let j = k + 1; j < size; j++) {
      if (pauseDue(2 * length)) yield PAUSE;
      applyReflector(packed, diagonal, length, tau, packed, j * rows + k);
    }
  }
  const entries = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i <= Math.min(j, rows - 1); i++) entries[i * size + j] = at(packed, j * rows + i);
  }
  return { size, entries };
}
