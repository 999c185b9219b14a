import { Rational } from './rational.js';

/** A weighted problem of least squares, all of it dyadic. */
export interface ExactProblem {
  /** n rows of p numbers. */
  readonly design: readonly (readonly Rational[])[];
  readonly y: readonly number[];
  readonly weights?: readonly number[];
  /** Added to the diagonal of AᵀWA, p numbers. */
  readonly diagonal?: readonly Rational[];
}

/**
 * The exact solution of (AᵀWA + D) θ = AᵀW y; undefined when the matrix is singular.
 *
 * All entries are brought to one power of two, then eliminated in integers without fractions (Bareiss, "Sylvester's
 * identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22 (1968) 565–578).
 */
export function exactLeastSquares({ design, y, weights, diagonal }: ExactProblem): Rational[] | undefined {
  const p = design[0]!.length;
  const weighted = design.map((row, i) => row.map((a) => (weights ? a.times(Rational.of(weights[i]!)) : a)));
  const sum = (term: (i: number) => Rational) => design.reduce((total, _, i) => total.plus(term(i)), Rational.zero);
  const system = Array.from({ length: p }, (_, j) =>
    Array.from({ length: p + 1 }, (_, k) => {
      if (k === p) return sum((i) => weighted[i]![j]!.times(Rational.of(y[i]!)));
      const entry = sum((i) => weighted[i]![j]!.times(design[i]![k]!));
      return j === k && diagonal ? entry.plus(diagonal[j]!) : entry;
    }),
  );
  const shift = -Math.min(...system.flat().map((entry) => entry.lastBit));
  const rows = system.map((row) => row.map((entry) => entry.toInteger(shift)));
  let previous = 1n;
  for (let k = 0; k < p; k++) {
    const pivotRow = rows[k]!;
    const pivot = pivotRow[k]!;
    if (pivot === 0n) return undefined;
    for (let i = 0; i < p; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      rows[i] = rows[i]!.map((value, j) => (value * pivot - factor * pivotRow[j]!) / previous);
    }
    previous = pivot;
  }
  return rows.map((row, k) => Rational.ratio(row[p]!, row[k]!));
}
