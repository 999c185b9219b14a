import { at, DoubleDouble, type DoubleDoubleArray, doubleDoubleArray, matrixProduct } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import type { ExactRoot } from './exact-root.js';

/** Which rows a of a matrix have an a·θ that the data determine. */
export type Estimability = (design: DoubleDoubleArray, rows: number) => readonly boolean[];

/**
 * a·θ is estimable iff a lies in the row space of the design, that is iff a S SᵀĀᵀW̄Ā = a. As for columns in a linear
 * dependence, a deviation below √τ counts as rounding, halfway between the threshold τ of the rank decision and 1.
 *
 * Where constraints help to determine what the data do not, no row is vouched for.
 *
 * Source: Searle, Linear Models (1971), §5.4.
 */
export function estimability({ problem, solution, scaled }: Analysis, root: ExactRoot): Estimability {
  const { rank: decision } = solution;
  if (decision?.verdict !== 'deficient') return (_, rows) => new Array<boolean>(rows).fill(true);
  if (problem.constraints && problem.constraints.length > 0) return (_, rows) => new Array<boolean>(rows).fill(false);
  const p = scaled.columns;
  // Xᵀ W̄ Ā, r × p.
  const moments = doubleDoubleArray(root.rank * p);
  const left = new DoubleDouble();
  const sum = new DoubleDouble();
  for (let i = 0; i < scaled.rows; i++) {
    const weight = scaled.weights ? at(scaled.weights.hi, i) : 1;
    if (weight === 0) continue;
    for (let k = 0; k < root.rank; k++) {
      left.set(at(root.rows.hi, i * root.rank + k), at(root.rows.lo, i * root.rank + k));
      left.multiply(weight, scaled.weights ? at(scaled.weights.lo, i) : 0);
      for (let j = 0; j < p; j++) {
        const [m, a] = [k * p + j, i * p + j];
        sum.set(at(moments.hi, m), at(moments.lo, m));
        sum.addProduct(left.hi, left.lo, at(scaled.design.hi, a), at(scaled.design.lo, a));
        moments.hi[m] = sum.hi;
        moments.lo[m] = sum.lo;
      }
    }
  }
  const projector = matrixProduct(root.matrix, moments, { rows: p, inner: root.rank, columns: p });
  return (design, rows) => {
    const projected = matrixProduct(design, projector, { rows, inner: p, columns: p });
    return Array.from({ length: rows }, (_, i) => {
      let size = 0;
      let deviation = 0;
      for (let k = i * p; k < (i + 1) * p; k++) {
        size = Math.max(size, Math.abs(at(design.hi, k)));
        deviation = Math.max(deviation, Math.abs(at(design.hi, k) - at(projected.hi, k)));
      }
      return deviation <= Math.sqrt(decision.threshold) * size;
    });
  };
}
