import { entry } from './entry.js';

/**
 * What is left of an integer matrix G (p × p, positive semidefinite) after a principal pivot on every column of a basis.
 *
 * With P the pivots and d = det G_PP: tableau[i][k] = d · (G_PP⁻¹)_ik for i, k ∈ P, and tableau[i][j] = d · (G_PP⁻¹ G_Pj)_i
 * for i ∈ P and j ∉ P: column j of the matrix behind G is that combination of the columns in P.
 */
export interface SymmetricElimination {
  /** Indices of linearly independent columns, ascending: as many as the rank. */
  readonly pivots: readonly number[];
  /** det G_PP, > 0; 1 when there is no pivot. */
  readonly determinant: bigint;
  readonly tableau: readonly (readonly bigint[])[];
}

/**
 * Fraction-free Gauss–Jordan elimination by principal pivots, all in integers: with the pivot q = m_kk and the last one d,
 *
 *     m_ij ← (q m_ij − m_ik m_kj) / d   (exact),   m_ik ← −m_ik,   m_kk ← d.
 *
 * Every entry is a minor of G throughout, so it grows no longer than Hadamard's bound. In a positive semidefinite matrix
 * a zero on the diagonal of what is left means a zero row: that column depends on the pivots, and the rank is exact.
 *
 * Source: Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22 (1968)
 * 565–578; Edmonds, "Systems of distinct representatives and linear algebra", J. Res. NBS 71B (1967), integer pivoting.
 */
export function symmetricElimination(gram: readonly (readonly bigint[])[]): SymmetricElimination {
  const tableau = gram.map((row) => [...row]);
  const pivots: number[] = [];
  let last = 1n;
  for (let k = 0; k < tableau.length; k++) {
    const pivotRow = entry(tableau, k);
    const pivot = entry(pivotRow, k);
    if (pivot === 0n) continue;
    for (let i = 0; i < tableau.length; i++) {
      if (i !== k) pivotOn(entry(tableau, i), pivotRow, k, pivot, last);
    }
    pivotRow[k] = last;
    last = pivot;
    pivots.push(k);
  }
  return { pivots, determinant: last, tableau };
}

function pivotOn(row: bigint[], pivotRow: readonly bigint[], k: number, pivot: bigint, last: bigint): void {
  const factor = entry(row, k);
  for (let j = 0; j < row.length; j++) {
    if (j !== k) row[j] = (pivot * entry(row, j) - factor * entry(pivotRow, j)) / last;
  }
  row[k] = -factor;
}
