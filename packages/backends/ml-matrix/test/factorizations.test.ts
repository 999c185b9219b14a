import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { at, squared } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const U = 2 ** -53;
const SOLVERS = ['cholesky', 'qr', 'svd'] as const;

function factor(a: readonly (readonly number[])[], solver: (typeof SOLVERS)[number], weights?: readonly number[]) {
  const session = mlMatrix.open({
    rows: a.length,
    columns: a[0]!.length,
    design: Float64Array.from(a.flat()),
    targets: new Float64Array(a.length),
    ...(weights && { weights: Float64Array.from(weights) }),
    loss: squared({ reduction: 'sum' }),
  });
  return session.factor(solver);
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance);
}

describe('a 3 × 2 system by hand', () => {
  // A = [1 0; 1 1; 1 2]: AᵀA = [3 3; 3 5], eigenvalues 4 ± √10, inverse [5 −3; −3 3]/6.
  const a = [
    [1, 0],
    [1, 1],
    [1, 2],
  ];

  test.each(SOLVERS)('%s: singular values, rank, S Sᵀ', (solver) => {
    const { outcome, rank, singularValues, nullSpace, inverseRoot: s } = factor(a, solver);
    expect([outcome, rank, nullSpace.length]).toEqual(['ok', 2, 0]);
    expectClose(singularValues, [Math.sqrt(4 + Math.sqrt(10)), Math.sqrt(4 - Math.sqrt(10))], 32 * U);
    const gram = [0, 1, 2, 3].map((k) => {
      const [i, j] = [Math.floor(k / 2), k % 2];
      return at(s, 2 * i) * at(s, 2 * j) + at(s, 2 * i + 1) * at(s, 2 * j + 1);
    });
    expectClose(gram, [5 / 6, -3 / 6, -3 / 6, 3 / 6], 64 * U);
  });

  test('qr: S = R⁻¹ is an upper triangle, exactly', () => {
    expect(Math.abs(at(factor(a, 'qr').inverseRoot, 2))).toBe(0);
  });

  test.each(SOLVERS)('%s: f = (1, 2, 5) gives 2/3 + 2x; with g = (6, 0) θ = (−13/3, 5)', (solver) => {
    const factorization = factor(a, solver);
    const f = Float64Array.of(1, 2, 5);
    const plain = factorization.solve(f);
    expectClose(plain.theta, [2 / 3, 2], 64 * U);
    expectClose(plain.residual, [1 / 3, -2 / 3, 1 / 3], 64 * U);
    const shifted = factorization.solve(f, Float64Array.of(6, 0));
    expectClose(shifted.theta, [-13 / 3, 5], 256 * U);
    expectClose(shifted.residual, [16 / 3, 4 / 3, -2 / 3], 256 * U);
  });

  test.each(SOLVERS)('%s: weights (1, 4, 9) factorise √W A = [1 0; 2 2; 3 6]', (solver) => {
    const weighted = factor(a, solver, [1, 4, 9]);
    const plain = factor(
      [
        [1, 0],
        [2, 2],
        [3, 6],
      ],
      solver,
    );
    expect(weighted.singularValues).toEqual(plain.singularValues);
    const f = Float64Array.of(1, 2, 5);
    expect(weighted.solve(f)).toEqual(plain.solve(f));
  });
});

test.each(SOLVERS)('%s: more rows than a block: 200 points of 2 + 3x with an error of ±1 that cancels', (solver) => {
  // x = −99.5 … 99.5 and signs + − − + repeated: the errors are orthogonal to 1 and to x. AᵀA = diag(200, 666650).
  const a = Array.from({ length: 200 }, (_, i) => [1, i - 99.5]);
  const errors = a.map((_, i) => [1, -1, -1, 1][i % 4]!);
  const factorization = factor(a, solver);
  const f = Float64Array.from(a, ([, x], i) => 2 + 3 * x! + errors[i]!);
  const { theta, residual } = factorization.solve(f, Float64Array.of(200, 0));
  // Bounds c u with c = 4 n p, times ‖f‖∞ ≈ 300 and κ = √(666650/200); g = (200, 0) takes 1 off the intercept.
  const c = 4 * 400 * U;
  expectClose(factorization.singularValues, [Math.sqrt(666650), Math.sqrt(200)], c * Math.sqrt(666650));
  expectClose(theta, [1, 3], c * Math.sqrt(666650 / 200) * 300);
  expectClose(
    residual,
    errors.map((error) => error + 1),
    c * 300,
  );
});

describe('shapes', () => {
  test.each(SOLVERS)('%s of (4): θ = f/4, and with g = 8: θ = 0, r = 2', (solver) => {
    const factorization = factor([[4]], solver);
    expect(Array.from(factorization.singularValues)).toEqual([4]);
    expect(Math.abs(at(factorization.inverseRoot, 0))).toBe(0.25);
    const plain = factorization.solve(Float64Array.of(2));
    expect([...plain.theta, ...plain.residual].map((value) => value + 0)).toEqual([0.5, 0]);
    const shifted = factorization.solve(Float64Array.of(2), Float64Array.of(8));
    expect([...shifted.theta, ...shifted.residual].map((value) => value + 0)).toEqual([0, 2]);
  });

  test.each(['qr', 'svd'] as const)(
    '%s of the wide [3 4 0]: σ = 5, the shortest θ = (6, 8, 0)/5, two null vectors',
    (solver) => {
      const factorization = factor([[3, 4, 0]], solver);
      expect(factorization.rank).toBe(1);
      expectClose(factorization.singularValues, [5], 64 * U);
      const { theta, residual } = factorization.solve(Float64Array.of(10));
      expectClose(theta, [1.2, 1.6, 0], 64 * U);
      expectClose(residual, [0], 64 * U * 10);
      expect(factorization.nullSpace).toHaveLength(6);
      for (const k of [0, 1]) {
        const [x, y, z] = [0, 1, 2].map((j) => at(factorization.nullSpace, 2 * j + k)) as [number, number, number];
        expect(Math.abs(3 * x + 4 * y)).toBeLessThanOrEqual(64 * U);
        expect(Math.abs(Math.hypot(x, y, z) - 1)).toBeLessThanOrEqual(64 * U);
      }
    },
  );

  test.each(['qr', 'svd'] as const)('%s of zeros: rank 0, everything is null space, θ = 0, r = f', (solver) => {
    const factorization = factor(
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      solver,
    );
    expect([factorization.rank, factorization.inverseRoot.length, factorization.nullSpace.length]).toEqual([0, 0, 4]);
    const { theta, residual } = factorization.solve(Float64Array.of(1, 2, 3), Float64Array.of(0, 0));
    expect([...theta, ...residual].map((value) => value + 0)).toEqual([0, 0, 1, 2, 3]);
  });

  test('cholesky of zeros, and of a wide matrix, breaks down', () => {
    const zeros = factor([[0], [0]], 'cholesky');
    expect([zeros.outcome, zeros.rank, zeros.inverseRoot.length]).toEqual(['not-positive-definite', 0, 0]);
    const wide = factor([[3, 4, 0]], 'cholesky');
    expect([wide.outcome, wide.rank, wide.singularValues.length]).toEqual(['not-positive-definite', 1, 1]);
  });

  // AᵀA = [1 1; 1 1 + ε²] in float64, second pivot ε², singular values of R √2 and ε/√2; n = p = 2: the limit of a pivot
  // is 5u = 2⁻⁵⁰·⁷, that of σ₂/σ₁ = ε/2 its root. Between ε = 2⁻²⁵·³ and 2⁻²⁴·³ the pivot passes and σ₂ does not.
  test.each([
    [2 ** -24, 'ok'],
    [2 ** -25, 'not-positive-definite'],
    [2 ** -26, 'not-positive-definite'],
  ])('cholesky: a pivot ε² with ε = %d is %s, although ml-matrix takes any above zero', (epsilon, outcome) => {
    const a = [
      [1, 1],
      [0, epsilon],
    ];
    expect(factor(a, 'cholesky').outcome).toBe(outcome);
  });

  test.each(['qr', 'svd'] as const)(
    '%s: Läuchli’s ones over ε I, ε = 2⁻³⁰, has full rank and σ = √(3 + ε²), ε, ε',
    (solver) => {
      const epsilon = 2 ** -30;
      const a = [
        [1, 1, 1],
        [epsilon, 0, 0],
        [0, epsilon, 0],
        [0, 0, epsilon],
      ];
      const { rank, singularValues } = factor(a, solver);
      expect(rank).toBe(3);
      expectClose(singularValues, [Math.sqrt(3), epsilon, epsilon], 48 * U * Math.sqrt(3));
      expect(factor(a, 'cholesky').outcome).toBe('not-positive-definite');
    },
  );

  test.each(SOLVERS)('%s: powers of two change exponents only', (solver) => {
    const a = [
      [3, 1, -1],
      [4, 2, 5],
      [0, 2, 7],
      [1, 1, 2],
    ];
    const [f, g] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(5, -6, 7)];
    const plain = factor(a, solver);
    const expected = plain.solve(f, g);
    // The normal equations square A: beyond 2^±500 they overflow or underflow.
    for (const scale of solver === 'cholesky' ? [2 ** 450, 2 ** -450] : [2 ** 500, 2 ** -500]) {
      const scaled = factor(
        a.map((row) => row.map((value) => value * scale)),
        solver,
      );
      expect(scaled.singularValues).toEqual(plain.singularValues.map((value) => value * scale));
      expect(scaled.inverseRoot).toEqual(plain.inverseRoot.map((value) => value / scale));
      const actual = scaled.solve(
        f,
        g.map((value) => value * scale),
      );
      expect(actual.theta).toEqual(expected.theta.map((value) => value / scale));
      expect(actual.residual).toEqual(expected.residual);
    }
  });
});

describe('the seed problem: degree 4 through sin at 6 points of [2, 5], columns x⁴, x³, x², x, 1', () => {
  const x = Array.from({ length: 6 }, (_, i) => 2 + (3 * i) / 5);
  const a = x.map((value) => [value ** 4, value ** 3, value ** 2, value, 1]);
  /** Computed independently (LAPACK), 9 digits; κ, 8 digits; coefficients, 8 decimals. */
  const golden = [785.001392, 22.2139782, 1.86026702, 0.153580348, 0.00554878069];
  const kappa = 141472.77;
  const coefficients = [-0.01314764, 0.31877843, -2.20639821, 5.05883689, -2.72291681];

  test.each(SOLVERS)('%s: singular values, condition number and coefficients', (solver) => {
    const factorization = factor(a, solver);
    const { singularValues } = factorization;
    // Half a unit of the last digit, and the solver's own error c u σ₁ (times κ for the normal equations), c = n p.
    const amplified = 30 * U * (solver === 'cholesky' ? kappa : 1);
    for (const [j, sigma] of golden.entries()) {
      expect(Math.abs(at(singularValues, j) - sigma)).toBeLessThanOrEqual(sigma * 0.5e-8 + amplified * golden[0]!);
    }
    expect(Math.abs(at(singularValues, 0) / at(singularValues, 4) / kappa - 1)).toBeLessThanOrEqual(
      0.005 / kappa + amplified * kappa,
    );
    expectClose(
      factorization.solve(Float64Array.from(x, Math.sin)).theta,
      coefficients,
      0.5e-8 + amplified * kappa * 6.2,
    );
  });
});

/** v − 2 u (uᵀv)/(uᵀu): a Householder reflection, which leaves all singular values as they are. */
function reflect(v: readonly number[], u: readonly number[]): number[] {
  const scale =
    (2 * u.reduce((sum, value, i) => sum + value * v[i]!, 0)) / u.reduce((sum, value) => sum + value * value, 0);
  return v.map((value, i) => value - scale * u[i]!);
}

const vector = (length: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.integer({ min: -20, max: 20 }), { minLength: length, maxLength: length })
    .filter((v) => v.some((value) => value !== 0));

/** n × p matrices with singular values from 1 down to 10^−digits, between two reflections, and right-hand sides. */
const systems = fc
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
    const p = right.length;
    const columns = Array.from({ length: p }, (_, j) => {
      const sigma = 10 ** (p === 1 ? 0 : (-digits * j) / (p - 1));
      return reflect(
        left.map((_, i) => (i === j ? sigma : 0)),
        left,
      );
    });
    const a = left.map((_, i) =>
      reflect(
        columns.map((column) => column[i]!),
        right,
      ),
    );
    return { a, f, g, digits };
  });

test.each(SOLVERS)('%s: r + Ãθ = f and Ãᵀr = g to the backward error of the method, for κ from 1 to 10¹⁴', (solver) => {
  let deficient = 0;
  fc.assert(
    fc.property(systems, ({ a, f, g, digits }) => {
      const [n, p] = [a.length, a[0]!.length];
      const factorization = factor(a, solver);
      const { outcome, rank, singularValues } = factorization;
      if (outcome !== 'ok') {
        // The pivot bound (p + 1 + n) u says when: not before p κ² reaches its inverse.
        expect((p + 1 + n) * U * p * 10 ** (2 * digits)).toBeGreaterThan(0.5);
        deficient++;
        return;
      }
      expect(rank).toBe(p);
      const { theta, residual } = factorization.solve(Float64Array.from(f), Float64Array.from(g));
      const norm = at(singularValues, 0);
      const scale = Math.hypot(...f) + Math.hypot(...residual) + norm * Math.hypot(...theta);
      // Higham (2002), Theorem 19.4 and §20.5: perturbations of γ̃_{np} ‖A‖ and ‖f‖, the constant of γ̃ taken as 4; for the
      // normal equations (n + 3p + 1) p u ‖A‖² ‖θ‖ (eq. (20.12)). Checking costs n + p + 2.
      const c = (solver === 'cholesky' ? (n + 3 * p + 1) * p : 4 * n * p) + n + p + 2;
      const first = a.map(
        (row, i) => row.reduce((sum, value, j) => sum + value * at(theta, j), at(residual, i)) - f[i]!,
      );
      expect(Math.hypot(...first)).toBeLessThanOrEqual(c * U * scale);
      const second = g.map((value, j) => a.reduce((sum, row, i) => sum + row[j]! * at(residual, i), -value));
      expect(Math.hypot(...second)).toBeLessThanOrEqual(c * U * (norm * scale + Math.hypot(...g)));
    }),
    { seed: 20271, numRuns: 500 },
  );
  expect(deficient > 0).toBe(solver === 'cholesky');
});
