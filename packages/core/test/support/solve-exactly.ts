import { Rational } from './rational.js';

/** The exact solution of a square system by Gauss–Jordan elimination; undefined when it is singular. */
export function solveExactly(
  matrix: readonly (readonly Rational[])[],
  right: readonly Rational[],
): Rational[] | undefined {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && !row[k]!.isZero());
    if (pivot < 0) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const first = rows[k]![k]!;
    rows[k] = rows[k]!.map((value) => value.over(first));
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      rows[i] = rows[i]!.map((value, j) => value.minus(factor.times(rows[k]![j]!)));
    }
  }
  return rows.map((row) => row[rows.length]!);
}
