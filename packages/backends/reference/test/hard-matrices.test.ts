import { at, forwardError } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactLeastSquares } from './support/exact-least-squares.js';
import { openSystem } from './support/open-system.js';

const U = 2 ** -53;
const SOLVERS = ['cholesky', 'qr', 'svd'] as const;
type Solver = (typeof SOLVERS)[number];

/** The error of a solution against the exact one, and core's bound on it for these data. */
function errorAndBound(
  a: number[][],
  f: number[],
  solver: Solver,
  weights?: number[],
): { error: number; bound: number; ok: boolean } {
  const session = openSystem({ a, ...(weights && { weights }) });
  const factorization = session.factor(solver);
  if (factorization.outcome !== 'ok') return { error: 0, bound: 0, ok: false };
  const weighted = f.map((value, i) => (weights ? Math.sqrt(weights[i]!) * value : value));
  const { theta } = factorization.solve(Float64Array.from(weighted));
  const exact = exactLeastSquares(a, f, { ...(weights && { weights }) });
  const residual = a.map((row, i) => {
    const r = row.reduce((rest, value, j) => rest - value * exact[j]!, f[i]!);
    return weights ? Math.sqrt(weights[i]!) * r : r;
  });
  const { singularValues } = session.factor('svd');
  const [largest, smallest] = [at(singularValues, 0), at(singularValues, singularValues.length - 1)];
  const { theta: bound } = forwardError(solver, {
    rows: a.length,
    columns: a[0]!.length,
    unitRoundoff: U,
    norm: largest,
    inverseNorm: 1 / smallest,
    theta: Math.hypot(...exact),
    residual: Math.hypot(...residual),
    f: Math.hypot(...weighted),
    g: 0,
  });
  return { error: Math.hypot(...exact.map((value, j) => value - at(theta, j))), bound, ok: true };
}

describe('Läuchli: ones over ε I', () => {
  const lauchli = (epsilon: number): number[][] => [
    [1, 1, 1],
    [epsilon, 0, 0],
    [0, epsilon, 0],
    [0, 0, epsilon],
  ];

  test.each(['qr', 'svd'] as const)(
    '%s keeps σ = √(3 + ε²), ε, ε for ε = 2⁻³⁰, where AᵀA is singular in float64',
    (solver) => {
      const epsilon = 2 ** -30;
      const { rank, singularValues } = openSystem({ a: lauchli(epsilon) }).factor(solver);
      expect(rank).toBe(3);
      // Householder QR is backward stable by columns, and these all have the norm 1: errors of 4 · 12 u σ₁ at most.
      expect(Math.abs(at(singularValues, 0) - Math.sqrt(3))).toBeLessThanOrEqual(48 * U * Math.sqrt(3));
      expect(Math.abs(at(singularValues, 1) - epsilon)).toBeLessThanOrEqual(48 * U * Math.sqrt(3));
      expect(Math.abs(at(singularValues, 2) - epsilon)).toBeLessThanOrEqual(48 * U * Math.sqrt(3));
    },
  );

  test('cholesky says so', () => {
    expect(openSystem({ a: lauchli(2 ** -30) }).factor('cholesky').outcome).toBe('not-positive-definite');
    expect(openSystem({ a: lauchli(2 ** -20) }).factor('cholesky').outcome).toBe('ok');
  });

  test.each(['qr', 'svd'] as const)('%s solves it within the bound', (solver) => {
    const { error, bound } = errorAndBound(lauchli(2 ** -30), [3, 1, 0, 2], solver);
    expect(bound).toBeLessThan(Infinity);
    expect(error).toBeLessThanOrEqual(bound);
  });
});

describe('Hilbert, n × n', () => {
  const hilbert = (n: number): number[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => 1 / (i + j + 1)));

  // κ₂ of the Hilbert matrix: 4.766072502 · 10⁵ (n = 5), 1.49510586 · 10⁷ (n = 6), 1.5257575 · 10¹⁰ (n = 8), 1.6025 · 10¹³ (n = 10).
  // Source: Todd, "The condition of the finite segments of the Hilbert matrix", NBS Appl. Math. Ser. 39 (1954) 109–116.
  test.each([
    [5, 4.76607250242e5],
    [6, 1.49510586425e7],
    [8, 1.52575755666e10],
  ])('n = %i has κ = %d', (n, kappa) => {
    const { singularValues } = openSystem({ a: hilbert(n) }).factor('qr');
    // Rounding the entries moves σ_min by up to u ‖H‖_F: relatively u κ; the factorisation by n² times that.
    const tolerance = (n * n + 1) * U * kappa + 1e-11;
    expect(Math.abs(at(singularValues, 0) / at(singularValues, n - 1) / kappa - 1)).toBeLessThanOrEqual(tolerance);
  });

  test('n = 16 is numerically singular', () => {
    const qr = openSystem({ a: hilbert(16) }).factor('qr');
    const svd = openSystem({ a: hilbert(16) }).factor('svd');
    expect(qr.rank).toBeLessThan(16);
    expect(svd.rank).toBe(qr.rank);
    expect(svd.nullSpace).toHaveLength(16 * (16 - svd.rank));
  });

  test.each(SOLVERS)('%s solves n = 5 within the bound', (solver) => {
    const { error, bound, ok } = errorAndBound(hilbert(5), [1, -2, 3, -4, 5], solver);
    expect(ok).toBe(true);
    expect(bound).toBeLessThan(Infinity);
    expect(error).toBeLessThanOrEqual(bound);
  });
});

test('Kahan: no pivot is small, yet σ_min is: the rank is decided on singular values', () => {
  // K_ij = sᶦ (−c) above the diagonal, sᶦ on it; QR with pivoting leaves it as it is (a factor 1 − 2⁻³⁰ʲ breaks ties).
  const n = 70;
  const c = 0.6;
  const s = Math.sqrt(1 - c * c);
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (j < i ? 0 : s ** i * (j === i ? 1 : -c) * (1 - j * 2 ** -30))),
  );
  const { rank, threshold, singularValues, solver } = openSystem({ a }).factor('qr');
  expect(solver).toBe('qr');
  // The last pivot is s⁶⁹ = 2e-7 of the first, far above the threshold of 1.6e-14.
  expect(s ** (n - 1)).toBeGreaterThan(threshold);
  expect(at(singularValues, n - 1)).toBeLessThanOrEqual(threshold * at(singularValues, 0));
  expect(rank).toBe(n - 1);
});

test('random systems, with κ up to where the bound ends: the error against exact rationals is within it', () => {
  const integers = fc.integer({ min: -9, max: 9 });
  const input = fc
    .record({ n: fc.integer({ min: 1, max: 7 }), p: fc.integer({ min: 1, max: 4 }) })
    .filter(({ n, p }) => n >= p)
    .chain(({ n, p }) =>
      fc.record({
        core: fc.array(fc.array(integers, { minLength: p, maxLength: p }), { minLength: n, maxLength: n }),
        nearness: fc.integer({ min: 0, max: 45 }),
        f: fc.array(integers, { minLength: n, maxLength: n }),
        weights: fc.option(fc.array(fc.constantFrom(1, 4, 0.25, 9), { minLength: n, maxLength: n })),
        solver: fc.constantFrom(...SOLVERS),
      }),
    );
  let compared = 0;
  fc.assert(
    fc.property(input, ({ core, nearness, f, weights, solver }) => {
      // The last column is close to the sum of the others: κ grows with 2^nearness.
      const a = core.map((row) =>
        row.map((v, j) => (j === row.length - 1 ? row.reduce((t, w) => t + w, 0) - v + v * 2 ** -nearness : v)),
      );
      const { rank } = openSystem({ a, ...(weights && { weights }) }).factor('svd');
      if (rank < a[0]!.length) return;
      const { error, bound, ok } = errorAndBound(a, f, solver, weights ?? undefined);
      if (!ok || bound === Infinity) return;
      compared++;
      expect(error).toBeLessThanOrEqual(bound);
    }),
    { seed: 20265, numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(200);
});
