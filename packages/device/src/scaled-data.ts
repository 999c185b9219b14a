import { at, powerOfTwo, weightedDesign, weightedTargets } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import type { DeviceData } from './device-matrix.js';
import { scaledVector } from './scaled-vector.js';

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
  const columnScales = columnMagnitudes(design, rows, columns).map(powerOfTwo);
  const { values, scale: targetScale } = scaledVector(targets);
  return {
    rows,
    columns,
    entries: dividedByColumn(design, rows, columns, columnScales),
    targets: values,
    columnScales,
    targetScale,
    rootWeights: weights?.map(Math.sqrt),
  };
}

// Loops, since `TypedArray.from` with a function is many times slower.

/** The largest magnitude of each column of a row-major matrix. */
function columnMagnitudes(design: Float64Array, rows: number, columns: number): Float64Array {
  const largest = new Float64Array(columns);
  for (let row = 0, k = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++, k++) largest[j] = Math.max(at(largest, j), Math.abs(at(design, k)));
  }
  return largest;
}

/** A D⁻¹, rounded to float32. */
function dividedByColumn(design: Float64Array, rows: number, columns: number, scales: Float64Array): Float32Array {
  const entries = new Float32Array(rows * columns);
  for (let row = 0, k = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++, k++) entries[k] = at(design, k) / at(scales, j);
  }
  return entries;
}
