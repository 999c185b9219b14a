import { at, maximumMagnitude, powerOfTwo, weightedDesign, weightedTargets } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import type { DeviceData } from './device-matrix.js';

/** A system as a device holds it: √W A = Ā D and √W y = t ȳ, D and t powers of two. */
export interface ScaledData extends DeviceData {
  /** The diagonal of D, p numbers. */
  readonly columnScales: Float64Array;
  /** t. */
  readonly targetScale: number;
  /** √w, n numbers; absent when all weights are 1. */
  readonly rootWeights: Float64Array | undefined;
}

/**
 * Brings every column of √W A, and √W y, to a largest magnitude in [1, 2), and rounds to float32.
 *
 * Float32 ends at 2¹²⁸ and at 2⁻¹⁴⁹, where float64 goes on: units alone would overflow it. Scaling by powers of two is exact, so that
 * each number is rounded once; what is below 2⁻¹²⁶ of the largest in its column is lost.
 */
export function scaledData(system: LinearSystem): ScaledData {
  const { rows, columns, weights } = system;
  const design = weightedDesign(system);
  const targets = weightedTargets(system);
  const columnScales = new Float64Array(columns);
  design.forEach((value, k) => {
    columnScales[k % columns] = Math.max(at(columnScales, k % columns), Math.abs(value));
  });
  columnScales.forEach((largest, j) => (columnScales[j] = powerOfTwo(largest)));
  const targetScale = powerOfTwo(maximumMagnitude(targets));
  return {
    rows,
    columns,
    entries: Float32Array.from(design, (value, k) => value / at(columnScales, k % columns)),
    targets: Float32Array.from(targets, (value) => value / targetScale),
    columnScales,
    targetScale,
    rootWeights: weights?.map(Math.sqrt),
  };
}
