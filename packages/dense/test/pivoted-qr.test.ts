import { at } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnMajor } from '../src/column-major.js';
import { applyQ, applyQTransposed, pivotedQr } from '../src/pivoted-qr.js';
import type { PivotedQr } from '../src/pivoted-qr.js';
import { runSync } from '@wellposed/core';

const U = 2 ** -53;

function factor(a: readonly (readonly number[])[]): PivotedQr {
  const [rows, columns] = [a.length, a[0]!.length];
  return runSync(pivotedQr(columnMajor(Float64Array.from(a.flat()), rows, columns), rows, columns));
}

/** R_ij. */
const entry = (qr: PivotedQr, i: number, j: number): number => (i <= j ? at(qr.packed, j * qr.rows + i) : 0);

describe('pivotedQr', () => {
  test('[0 3; 2 4]: the second column first, R = [−5 −8/5; 0 6/5] up to signs', () => {
    const qr = factor([
      [0, 3],
      [2, 4],
    ]);
    expect(Array.from(qr.permutation)).toEqual([1, 0]);
    expect(entry(qr, 0, 0)).toBe(-5);
    expect(Math.abs(entry(qr, 0, 1) + 8 / 5)).toBeLessThanOrEqual(4 * U);
    expect(Math.abs(Math.abs(entry(qr, 1, 1)) - 6 / 5)).toBeLessThanOrEqual(4 * U);
    expect(qr.steps).toBe(2);
  });

  test('equal columns keep their order', () => {
    expect(
      Array.from(
        factor([
          [1, 1, 1],
          [1, 1, 1],
        ]).permutation,
      ),
    ).toEqual([0, 1, 2]);
  });

  test('what remains is measured, not the difference of norms, which would cancel', () => {
    // All columns have the norm 2³⁰ in float64. What remains after the first step is 0, 1 and √13, which ‖x‖² − x₀²
    // would all report as 0.
    const k = 2 ** 30;
    const qr = factor([
      [k, k, k],
      [0, 1, 2],
      [0, 0, 3],
    ]);
    expect(Array.from(qr.permutation)).toEqual([0, 2, 1]);
    expect(Math.abs(Math.abs(entry(qr, 1, 1)) - Math.sqrt(13))).toBeLessThanOrEqual(8 * U * k);
  });

  test('columns of zeros come last', () => {
    const qr = factor([
      [0, 1, 0, 2],
      [0, 3, 0, 5],
      [0, 2, 0, 2],
    ]);
    expect(Array.from(qr.permutation.subarray(0, 2))).toEqual([3, 1]);
    expect([entry(qr, 2, 2), entry(qr, 2, 3)]).toEqual([0, 0]);
  });

  // Rows that fall off by up to 2⁻¹⁴ make the remaining norms fall by as much each step.
  const graded = fc
    .record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 1, max: 7 }),
      fall: fc.constantFrom(0, 3, 9, 14),
    })
    .chain(({ rows, columns, fall }) =>
      fc.record({
        fall: fc.constant(fall),
        a: fc.array(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      }),
    )
    .map(({ a, fall }) => a.map((row, i) => row.map((value) => value * 2 ** (-fall * i))));

  test('A P = Q R with orthogonal Q, column by column', () => {
    fc.assert(
      fc.property(graded, (a) => {
        const qr = factor(a);
        for (let j = 0; j < qr.columns; j++) {
          const column = Float64Array.from(a, (row) => row[qr.permutation[j]!]!);
          const product = Float64Array.from({ length: qr.rows }, (_, i) => entry(qr, i, j));
          const norm = Math.hypot(...column);
          // Higham (2002), Theorem 19.4: ‖Δa_j‖ ≤ γ̃_{nk} ‖a_j‖; Lemma 19.3 for the products here. Constant 4 for γ̃.
          const bound = 2 * 4 * qr.rows * qr.steps * U * norm;
          runSync(applyQ(qr, product));
          expect(Math.hypot(...product.map((value, i) => value - at(column, i)))).toBeLessThanOrEqual(bound);
          runSync(applyQTransposed(qr, product));
          const back = product.map((value, i) => value - entry(qr, i, j));
          expect(Math.hypot(...back)).toBeLessThanOrEqual(bound);
        }
      }),
      { seed: 20262, numRuns: 300 },
    );
  });

  test('each pivot is the largest that remains: R_kk² ≥ Σ_{i ≥ k} R_ij²', () => {
    fc.assert(
      fc.property(graded, (a) => {
        const qr = factor(a);
        for (let k = 0; k < qr.steps; k++) {
          for (let j = k + 1; j < qr.columns; j++) {
            let rest = 0;
            for (let i = k; i < qr.steps; i++) rest += entry(qr, i, j) ** 2;
            // The norms themselves are known to (n/2 + 3) u each; each later reflection changes what remains by γ̃_n of
            // its norm (constant 4 for γ̃, Higham 2002, Lemma 19.3). Twice for the squares.
            const slack = 2 * (4 * qr.rows * qr.steps + qr.rows + 6) * U;
            expect(rest).toBeLessThanOrEqual(entry(qr, k, k) ** 2 * (1 + slack));
          }
        }
      }),
      { seed: 20263, numRuns: 1000 },
    );
  });
});
