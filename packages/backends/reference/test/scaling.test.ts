import { describe, expect, test } from 'vitest';
import { openSystem } from './support/open-system.js';
import { seed } from './support/seed.js';

const SOLVERS = ['cholesky', 'qr', 'svd'] as const;

describe('powers of two change exponents only', () => {
  const f = Float64Array.from(seed.y);
  const g = Float64Array.of(1, -2, 3, -4, 5);

  // The normal equations square A: beyond 2^±500 they overflow or underflow, QR and SVD do not.
  test.each(SOLVERS.flatMap((solver) => [2 ** 440, 2 ** -440].map((scale) => [solver, scale] as const)))(
    '%s of %d A',
    (solver, scale) => {
      const plain = openSystem(seed).factor(solver);
      const scaled = openSystem({ a: seed.a.map((row) => row.map((value) => value * scale)) }).factor(solver);
      expect(scaled.rank).toBe(plain.rank);
      expect(scaled.singularValues).toEqual(plain.singularValues.map((value) => value * scale));
      expect(scaled.inverseRoot).toEqual(plain.inverseRoot.map((value) => value / scale));
      const expected = plain.solve(f, g);
      const actual = scaled.solve(
        f,
        g.map((value) => value * scale),
      );
      expect(actual.theta).toEqual(expected.theta.map((value) => value / scale));
      expect(actual.residual).toEqual(expected.residual);
    },
  );

  test.each(SOLVERS)('%s of 4 f and 4 g', (solver) => {
    const factorization = openSystem(seed).factor(solver);
    const expected = factorization.solve(f, g);
    const actual = factorization.solve(
      f.map((value) => 4 * value),
      g.map((value) => 4 * value),
    );
    expect(actual.theta).toEqual(expected.theta.map((value) => 4 * value));
    expect(actual.residual).toEqual(expected.residual.map((value) => 4 * value));
  });

  test.each(['qr', 'svd'] as const)('%s of 2^±500 A, where squares overflow and underflow', (solver) => {
    for (const scale of [2 ** 500, 2 ** -500]) {
      const a = [
        [3, 1],
        [4, 2],
        [0, 2],
      ];
      const plain = openSystem({ a }).factor(solver);
      const scaled = openSystem({ a: a.map((row) => row.map((value) => value * scale)) }).factor(solver);
      expect(scaled.singularValues).toEqual(plain.singularValues.map((value) => value * scale));
      const expected = plain.solve(Float64Array.of(1, 2, 3));
      const actual = scaled.solve(Float64Array.of(1, 2, 3));
      expect(actual.theta).toEqual(expected.theta.map((value) => value / scale));
      expect(actual.residual).toEqual(expected.residual);
    }
  });
});
