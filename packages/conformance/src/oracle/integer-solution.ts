import { entry } from './entry.js';

/** x = numerators ÷ determinant. */
export interface IntegerSolution {
  readonly numerators: readonly bigint[];
  /** det M up to its sign, ≠ 0. */
  readonly determinant: bigint;
}

/**
 * Solves M x = b in integers, M any square matrix: fraction-free Gauss–Jordan elimination with the first usable pivot of each column.
 * With the pivot q and the last one d:
 *
 *     m_ij ← (q m_ij − m_ik m_kj) / d   (exact).
 *
 * Source: Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22 (1968) 565–578.
 *
 * @returns undefined when M is singular
 */
export function integerSolution(
  matrix: readonly (readonly bigint[])[],
  right: readonly bigint[],
): IntegerSolution | undefined {
  const rows = matrix.map((row, i) => [...row, entry(right, i)]);
  let last = 1n;
  for (let k = 0; k < rows.length; k++) {
    const found = rows.findIndex((row, i) => i >= k && entry(row, k) !== 0n);
    if (found < 0) return undefined;
    const pivotRow = entry(rows, found);
    rows[found] = entry(rows, k);
    rows[k] = pivotRow;
    const pivot = entry(pivotRow, k);
    for (const row of rows) {
      if (row === pivotRow) continue;
      const factor = entry(row, k);
      for (let j = 0; j < row.length; j++) row[j] = (pivot * entry(row, j) - factor * entry(pivotRow, j)) / last;
    }
    last = pivot;
  }
  return { numerators: rows.map((row) => entry(row, rows.length)), determinant: last };
}
