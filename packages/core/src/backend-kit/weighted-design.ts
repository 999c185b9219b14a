import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';

/**
 * Ã = √W A, n × p, row-major: the matrix that the closed forms factorise, so that ‖√W y − Ã θ‖² = Σ wᵢ rᵢ².
 *
 * Without weights it is the caller's own array A, which must not be written to.
 */
export function weightedDesign(system: LinearSystem): Float64Array {
  const { rows, columns, design, weights } = system;
  if (weights === undefined) return design;
  const weighted = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const root = Math.sqrt(at(weights, row));
    for (let index = row * columns; index < (row + 1) * columns; index++) {
      weighted[index] = root * at(design, index);
    }
  }
  return weighted;
}
