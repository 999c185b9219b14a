import { at } from '@wellposed/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSystem } from './support/open-system.js';

const U = 2 ** -53;

/** v − 2 u (uᵀv)/(uᵀu): a Householder reflection, which leaves all singular values as they are. */
function reflect(v: readonly number[], u: readonly number[]): number[] {
  const factor =
    (2 * u.reduce((sum, value, i) => sum + value * v[i]!, 0)) / u.reduce((sum, value) => sum + value * value, 0);
  return v.map((value, i) => value - factor * u[i]!);
}

const vector = (length: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.integer({ min: -20, max: 20 }), { minLength: length, maxLength: length })
    .filter((v) => v.some((value) => value !== 0));

/** n × p matrices with singular values from 1 down to 10^−digits, evenly in the exponent, between two reflections. */
const system = fc
  .record({
    p: fc.integer({ min: 1, max: 8 }),
    more: fc.integer({ min: 0, max: 30 }),
    digits: fc.integer({ min: 0, max: 14 }),
  })
  .chain(({ p, more, digits }) =>
    fc.record({
      left: vector(p + more),
      right: vector(p),
      f: vector(p + more),
      g: vector(p),
      digits: fc.constant(digits),
    }),
  )
  .map(({ left, right, f, g, digits }) => {
    const [n, p] = [left.length, right.length];
    const columns = Array.from({ length: p }, (_, j) => {
      const sigma = 10 ** (p === 1 ? 0 : (-digits * j) / (p - 1));
      return reflect(
        Array.from({ length: n }, (_, i) => (i === j ? sigma : 0)),
        left,
      );
    });
    const a = Array.from({ length: n }, (_, i) =>
      reflect(
        columns.map((column) => column[i]!),
        right,
      ),
    );
    return { a, f, g, digits };
  });

test.each(['cholesky', 'qr', 'svd'] as const)(
  '%s: r + Ãθ = f and Ãᵀr = g to the backward error of the method, for κ from 1 to 10¹⁴',
  (solver) => {
    let deficient = 0;
    fc.assert(
      fc.property(system, ({ a, f, g, digits }) => {
        const [n, p] = [a.length, a[0]!.length];
        const factorization = openSystem({ a }).factor(solver);
        if (factorization.outcome !== 'ok') {
          // The pivot bound (p + 1 + n) u says when: not before p κ² reaches its inverse.
          expect((p + 1 + n) * U * p * 10 ** (2 * digits)).toBeGreaterThan(0.5);
          deficient++;
          return;
        }
        expect(factorization.rank).toBe(p);
        const { theta, residual } = factorization.solve(Float64Array.from(f), Float64Array.from(g));

        const norm = at(factorization.singularValues, 0);
        const fitted = norm * Math.hypot(...theta);
        const scale = Math.hypot(...f) + Math.hypot(...residual) + fitted;
        // Higham (2002), Theorem 19.4 and §20.5: perturbations of γ̃_{np} ‖A‖ and ‖f‖ in each of Q, R and their products;
        // the constant of γ̃ taken as 4. For the normal equations (n + 3p + 1) p u ‖A‖² ‖θ‖ (eq. (20.12)). Checking costs n + p + 2.
        const c = (solver === 'cholesky' ? (n + 3 * p + 1) * p : 4 * n * p) + n + p + 2;
        const first = a.map(
          (row, i) => row.reduce((sum, value, j) => sum + value * at(theta, j), at(residual, i)) - f[i]!,
        );
        expect(Math.hypot(...first)).toBeLessThanOrEqual(c * U * scale);
        const second = g.map((value, j) => a.reduce((sum, row, i) => sum + row[j]! * at(residual, i), -value));
        expect(Math.hypot(...second)).toBeLessThanOrEqual(c * U * (norm * scale + Math.hypot(...g)));
      }),
      { seed: 20266, numRuns: 500 },
    );
    expect(deficient > 0).toBe(solver === 'cholesky');
  },
);

test.each(['cholesky', 'qr', 'svd'] as const)('%s: S Sᵀ ÃᵀÃ = I within γ κ²', (solver) => {
  fc.assert(
    fc.property(system, ({ a, digits }) => {
      if (digits > 5) return;
      const [n, p] = [a.length, a[0]!.length];
      const { inverseRoot: s } = openSystem({ a }).factor(solver);
      // ‖A S‖ has orthonormal columns: (AS)ᵀ(AS) = I. Perturbations c u ‖A‖ ‖S‖ ≤ c u κ, for the normal equations c u κ².
      const product = a.map((row) =>
        Array.from({ length: p }, (_, k) => row.reduce((sum, v, j) => sum + v * at(s, j * p + k), 0)),
      );
      const c = 2 * (4 * n * p + n + 3 * p);
      const bound = c * U * 10 ** (digits * (solver === 'cholesky' ? 2 : 1));
      for (let i = 0; i < p; i++) {
        for (let j = 0; j < p; j++) {
          const value = product.reduce((sum, row) => sum + row[i]! * row[j]!, 0);
          expect(Math.abs(value - (i === j ? 1 : 0))).toBeLessThanOrEqual(bound);
        }
      }
    }),
    { seed: 20267, numRuns: 300 },
  );
});
