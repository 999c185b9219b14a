import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { at, squared } from '@wellposed/core';
import { Matrix, QrDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';

const U = 2 ** -53;

/** Rank 2: column 1 − 2 · column 2 + column 3 = 0. σ² are the roots of λ² − 650 λ + 1080. */
const rows = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
  [10, 11, 12],
];
const largest = Math.sqrt(325 + Math.sqrt(325 ** 2 - 1080));
const second = Math.sqrt(1080) / largest;
const f = Float64Array.of(1, 0, 2, 5);
/** f minus its projection −0.1 + 1.4 t, t = 0 … 3: the columns span (1, 1, 1, 1) and (0, 1, 2, 3). */
const residual = [1.1, -1.3, -0.7, 0.9];

const open = () =>
  mlMatrix.open({
    rows: 4,
    columns: 3,
    design: Float64Array.from(rows.flat()),
    targets: f,
    loss: squared({ reduction: 'sum' }),
  });

describe('the rank-2 matrix [1 2 3; 4 5 6; 7 8 9; 10 11 12]', () => {
  test('ml-matrix alone calls it full rank and answers with numbers beyond 10¹²', () => {
    const qr = new QrDecomposition(new Matrix(rows));
    expect(qr.isFullRank()).toBe(true);
    const theta = qr.solve(Matrix.columnVector(f));
    expect(theta.max()).toBeGreaterThan(1e12);
  });

  test.each(['qr', 'svd'] as const)('%s here finds rank 2 and the shortest least-squares solution', (solver) => {
    const factorization = open().factor(solver);
    expect(factorization.rank).toBe(2);
    expect(factorization.threshold).toBe(4 * 2 ** -52);
    for (const [j, sigma] of [largest, second, 0].entries()) {
      expect(Math.abs(at(factorization.singularValues, j) - sigma)).toBeLessThanOrEqual(48 * U * largest);
    }
    const solution = factorization.solve(f);
    for (const [i, value] of residual.entries()) {
      expect(Math.abs(at(solution.residual, i) - value)).toBeLessThanOrEqual(64 * U * 5);
    }
    // Σ θ = 1.4/3, θ₀ + 2θ₁ + 3θ₂ = −0.1, and orthogonal to (1, −2, 1): θ₁ = 1.4/9, θ₂ − θ₀ = −0.1 − 6θ₁.
    const middle = 1.4 / 9;
    const half = (-0.1 - 6 * middle) / 2;
    for (const [j, value] of [middle - half, middle, middle + half].entries()) {
      expect(Math.abs(at(solution.theta, j) - value)).toBeLessThanOrEqual(64 * U * (largest / second));
    }
  });

  test.each(['qr', 'svd'] as const)(
    '%s: the null space is (1, −2, 1), and S Sᵀ the pseudo-inverse of AᵀA',
    (solver) => {
      const { nullSpace, inverseRoot: s } = open().factor(solver);
      const sign = Math.sign(at(nullSpace, 0));
      for (const [j, value] of [1, -2, 1].entries()) {
        // The angle of a null vector: perturbation over gap, 48 u σ₁/σ₂.
        expect(Math.abs(sign * at(nullSpace, j) - value / Math.sqrt(6))).toBeLessThanOrEqual(
          48 * U * (largest / second),
        );
      }
      expect(s).toHaveLength(6);
      // The columns of S are v₁/σ₁ and v₂/σ₂: orthogonal, of these lengths, and orthogonal to the null vector.
      const column = (k: number): number[] => [0, 1, 2].map((j) => at(s, 2 * j + k));
      const dot = (x: number[], y: number[]): number => x.reduce((total, value, i) => total + value * y[i]!, 0);
      expect(Math.abs(Math.hypot(...column(0)) * largest - 1)).toBeLessThanOrEqual(64 * U);
      expect(Math.abs(Math.hypot(...column(1)) * second - 1)).toBeLessThanOrEqual(64 * U * (largest / second));
      expect(Math.abs(dot(column(0), column(1)) * largest * second)).toBeLessThanOrEqual(64 * U);
      for (const k of [0, 1]) {
        const length = Math.hypot(...column(k));
        expect(Math.abs(dot(column(k), [1, -2, 1]))).toBeLessThanOrEqual(64 * U * (largest / second) * 3 * length);
      }
    },
  );

  test('cholesky breaks down at the third pivot, and says what it had found', () => {
    const { outcome, rank, singularValues, inverseRoot, nullSpace, threshold } = open().factor('cholesky');
    expect([outcome, rank, nullSpace.length]).toEqual(['not-positive-definite', 2, 0]);
    expect(threshold).toBe(Math.sqrt((3 + 1 + 4) * U));
    // The first two columns: AᵀA = [166 188; 188 214], det 180, σ² the roots of λ² − 380 λ + 180.
    const first = Math.sqrt(190 + Math.sqrt(190 ** 2 - 180));
    expect(Math.abs(at(singularValues, 0) - first)).toBeLessThanOrEqual(64 * U * first);
    expect(Math.abs((at(singularValues, 1) * first) / Math.sqrt(180) - 1)).toBeLessThanOrEqual(
      64 * U * (first ** 4 / 180),
    );
    expect(at(singularValues, 2)).toBe(0);
    const gram = [0, 1, 2].map((i) =>
      [0, 1, 2].map(
        (j) =>
          at(inverseRoot, 2 * i) * at(inverseRoot, 2 * j) + at(inverseRoot, 2 * i + 1) * at(inverseRoot, 2 * j + 1),
      ),
    );
    const expected = [214, -188, 0, -188, 166, 0, 0, 0, 0].map((value) => value / 180);
    const tolerance = 64 * U * (first ** 4 / 180) * (214 / 180);
    for (const [k, value] of gram.flat().entries())
      expect(Math.abs(value - expected[k]!)).toBeLessThanOrEqual(tolerance);
  });
});
