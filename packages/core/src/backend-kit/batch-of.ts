import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';

/**
 * The system of some rows: m = `rows.length` of them, each as often as its index stands there.
 *
 * @param rows indices in [0, n), at least one
 */
export function batchOf(system: LinearSystem, rows: Uint32Array): LinearSystem {
  const { columns, design, targets, weights, loss } = system;
  const batch = new Float64Array(rows.length * columns);
  rows.forEach((row, k) => batch.set(design.subarray(row * columns, (row + 1) * columns), k * columns));
  const chosen = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => at(values, row));
  return {
    rows: rows.length,
    columns,
    design: batch,
    targets: chosen(targets),
    ...(weights && { weights: chosen(weights) }),
    loss,
  };
}
