import { at } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jacobiSvd } from '../src/jacobi-svd.js';
import { runSync } from '@wellposed/core';

const U = 2 ** -53;

/** max |(a b)_ij − c_ij| for k × k column-major matrices, a transposed when asked. */
function productError(a: Float64Array, b: Float64Array, c: Float64Array, k: number, transposed = false): number {
  let worst = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += (transposed ? at(a, i * k + l) : at(a, l * k + i)) * at(b, j * k + l);
      worst = Math.max(worst, Math.abs(sum - at(c, j * k + i)));
    }
  }
  return worst;
}

function identity(k: number): Float64Array {
  return Float64Array.from({ length: k * k }, (_, index) => (index % (k + 1) === 0 ? 1 : 0));
}

describe('jacobiSvd', () => {
  test('[3 0; 4 5] has σ = √45, √5: MᵀM = [25 20; 20 25] has the eigenvalues 25 ± 20', () => {
    const { singularValues, left, right } = runSync(jacobiSvd(Float64Array.of(3, 4, 0, 5), 2));
    expect(Math.abs(at(singularValues, 0) - Math.sqrt(45))).toBeLessThanOrEqual(4 * U * Math.sqrt(45));
    expect(Math.abs(at(singularValues, 1) - Math.sqrt(5))).toBeLessThanOrEqual(4 * U * Math.sqrt(45));
    // w = (1, ±1)/√2, z₁ = (1, 3)/√10, z₂ = (3, −1)/√10, up to common signs.
    const signs = [Math.sign(at(right, 0)), Math.sign(at(right, 2))];
    const expected = [
      [1, 1, 1, 3],
      [1, -1, 3, -1],
    ];
    for (const [j, [w0, w1, z0, z1]] of expected.entries()) {
      const sign = signs[j]!;
      expect(Math.abs(sign * at(right, 2 * j) - w0! / Math.sqrt(2))).toBeLessThanOrEqual(8 * U);
      expect(Math.abs(sign * at(right, 2 * j + 1) - w1! / Math.sqrt(2))).toBeLessThanOrEqual(8 * U);
      expect(Math.abs(sign * at(left, 2 * j) - z0! / Math.sqrt(10))).toBeLessThanOrEqual(8 * U);
      expect(Math.abs(sign * at(left, 2 * j + 1) - z1! / Math.sqrt(10))).toBeLessThanOrEqual(8 * U);
    }
  });

  test('a diagonal is only sorted: values, vectors and signs are exact', () => {
    const { singularValues, left, right } = runSync(jacobiSvd(Float64Array.of(2, 0, 0, 0, -8, 0, 0, 0, 4), 3));
    expect(Array.from(singularValues)).toEqual([8, 4, 2]);
    expect(Array.from(left)).toEqual([0, -1, 0, 0, 0, 1, 1, 0, 0]);
    expect(Array.from(right)).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0]);
  });

  test('columns of the same norm keep their order', () => {
    const { singularValues, left, right } = runSync(jacobiSvd(Float64Array.of(2, 0, 0, -2), 2));
    expect(Array.from(singularValues)).toEqual([2, 2]);
    expect(Array.from(left)).toEqual([1, 0, 0, -1]);
    expect(Array.from(right)).toEqual([1, 0, 0, 1]);
  });

  test('ends on what is not a number: no pair of columns ever counts as orthogonal', () => {
    expect(Array.from(runSync(jacobiSvd(Float64Array.of(1, NaN, 2, 3), 2)).singularValues)).toEqual([NaN, NaN]);
  });

  test('a zero column has σ = 0 and stays zero in `left`; `right` is orthogonal all the same', () => {
    const { singularValues, left, right } = runSync(jacobiSvd(Float64Array.of(0, 0, 3, 4), 2));
    expect(Array.from(singularValues)).toEqual([5, 0]);
    expect(Array.from(left)).toEqual([3 / 5, 4 / 5, 0, 0]);
    expect(Array.from(right)).toEqual([0, 1, 1, 0]);
  });

  test('of zeros, of one number and of nothing', () => {
    expect(Array.from(runSync(jacobiSvd(new Float64Array(4), 2)).singularValues)).toEqual([0, 0]);
    expect(Array.from(runSync(jacobiSvd(Float64Array.of(-3), 1)).singularValues)).toEqual([3]);
    expect(runSync(jacobiSvd(new Float64Array(0), 0)).singularValues).toHaveLength(0);
  });

  test('high relative accuracy: σ₂ of [1 1; 0 2⁻⁴⁰] is known to a few ulp although σ₂/σ₁ ≈ 6e-13', () => {
    // σ₁σ₂ = det = ε and σ₁² + σ₂² = 2 + ε²: σ₁ = √(1 + ε²/2 + √(1 + ε⁴/4)) rounds to √2 (1 + ε²/8), ε² = 2⁻⁸⁰.
    const epsilon = 2 ** -40;
    const { singularValues } = runSync(jacobiSvd(Float64Array.of(1, 0, 1, epsilon), 2));
    expect(Math.abs(at(singularValues, 0) / Math.SQRT2 - 1)).toBeLessThanOrEqual(8 * U);
    // Column scaling does not matter, κ(B) does (Demmel & Veselić 1992): here a loss of κ = 2⁴⁰ would leave 4 digits.
    const scaled = runSync(jacobiSvd(Float64Array.of(1, 0, epsilon / 2, epsilon), 2)).singularValues;
    // Columns (1, 0), ε (½, 1): σ₁σ₂ = ε, σ₁² = 1 + ε²/4 + O(ε⁴), so σ₂ = ε (1 − ε²/8).
    expect(Math.abs(at(scaled, 1) / epsilon - 1)).toBeLessThanOrEqual(8 * U);
  });

  test.each([2 ** 600, 2 ** -600])('scaling by %d changes exponents only', (scale) => {
    const m = [3, 1, 4, 1, 5, 9, 2, 6, 5];
    const plain = runSync(jacobiSvd(Float64Array.from(m), 3));
    const scaled = runSync(
      jacobiSvd(
        Float64Array.from(m, (value) => value * scale),
        3,
      ),
    );
    expect(Array.from(scaled.singularValues)).toEqual(Array.from(plain.singularValues, (value) => value * scale));
    expect(scaled.left).toEqual(plain.left);
    expect(scaled.right).toEqual(plain.right);
  });

  test('M W = Z Σ with orthogonal Z and W and descending σ, for all k and any grading of the columns', () => {
    const input = fc.integer({ min: 1, max: 8 }).chain((k) =>
      fc.record({
        k: fc.constant(k),
        entries: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: k * k, maxLength: k * k }),
        exponents: fc.array(fc.integer({ min: -40, max: 0 }), { minLength: k, maxLength: k }),
      }),
    );
    fc.assert(
      fc.property(input, ({ k, entries, exponents }) => {
        const m = Float64Array.from(entries, (value, index) => value * 2 ** exponents[Math.floor(index / k)]!);
        const { singularValues, left, right } = runSync(jacobiSvd(Float64Array.from(m), k));
        const largest = at(singularValues, 0);
        for (let j = 1; j < k; j++) expect(at(singularValues, j)).toBeLessThanOrEqual(at(singularValues, j - 1));

        // A column passes through at most 30 sweeps of k rotations, each with an error of 6u (Higham 2002, Lemma 19.9
        // for one rotation); in practice 10 sweeps bound it. Orthogonality of Z: the stopping tolerance k · 2u as well.
        const bound = 10 * k * 6 * U + 2 * k * U;
        const scaledLeft = left.map((value, index) => value * at(singularValues, Math.floor(index / k)));
        expect(productError(m, right, scaledLeft, k)).toBeLessThanOrEqual(bound * k * largest);
        expect(productError(right, right, identity(k), k, true)).toBeLessThanOrEqual(bound);
        const positive = identity(k).map((value, index) => (at(singularValues, Math.floor(index / k)) > 0 ? value : 0));
        expect(productError(left, left, positive, k, true)).toBeLessThanOrEqual(bound);
      }),
      { seed: 20261, numRuns: 300 },
    );
  });
});
