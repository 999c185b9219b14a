import { at } from '@wellposed/core';
import { describe, expect, test } from 'vitest';
import { openSystem } from './support/open-system.js';

const U = 2 ** -53;
const SOLVERS = ['cholesky', 'qr', 'svd'] as const;

/** S Sᵀ, p × p, for S p × r row-major. */
function gramOf(root: Float64Array, p: number): number[][] {
  const r = root.length / p;
  return Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < r; k++) sum += at(root, i * r + k) * at(root, j * r + k);
      return sum;
    }),
  );
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
  const eigenvalues = [4 + Math.sqrt(10), 4 - Math.sqrt(10)];

  test.each(SOLVERS)('%s: singular values, rank, S Sᵀ = (AᵀA)⁻¹, an empty null space', (solver) => {
    const factorization = openSystem({ a }).factor(solver);
    expect(factorization.solver).toBe(solver);
    expect(factorization.outcome).toBe('ok');
    expect(factorization.rank).toBe(2);
    expect(factorization.nullSpace).toHaveLength(0);
    expectClose(factorization.singularValues, eigenvalues.map(Math.sqrt), 32 * U);
    expectClose(gramOf(factorization.inverseRoot, 2).flat(), [5 / 6, -3 / 6, -3 / 6, 3 / 6], 64 * U);
  });

  test.each(SOLVERS)('%s: the line through (0, 1), (1, 2), (2, 5) is 2/3 + 2x, residual (1, −2, 1)/3', (solver) => {
    const { theta, residual } = openSystem({ a })
      .factor(solver)
      .solve(Float64Array.of(1, 2, 5));
    expectClose(theta, [2 / 3, 2], 64 * U);
    expectClose(residual, [1 / 3, -2 / 3, 1 / 3], 64 * U);
  });

  test.each(SOLVERS)('%s: with g = (6, 0), θ = (AᵀA)⁻¹(Aᵀf − g) = (−13/3, 5), r = (16, 4, −2)/3', (solver) => {
    const factorization = openSystem({ a }).factor(solver);
    const { theta, residual } = factorization.solve(Float64Array.of(1, 2, 5), Float64Array.of(6, 0));
    expectClose(theta, [-13 / 3, 5], 256 * U);
    expectClose(residual, [16 / 3, 4 / 3, -2 / 3], 256 * U);
  });

  test.each(SOLVERS)('%s: weights (1, 4, 9) factorise √W A = [1 0; 2 2; 3 6]', (solver) => {
    const weighted = openSystem({ a, weights: [1, 4, 9] }).factor(solver);
    const plain = openSystem({
      a: [
        [1, 0],
        [2, 2],
        [3, 6],
      ],
    }).factor(solver);
    expect(weighted.singularValues).toEqual(plain.singularValues);
    expect(weighted.inverseRoot).toEqual(plain.inverseRoot);
    const f = Float64Array.of(1, 2, 5);
    expect(weighted.solve(f)).toEqual(plain.solve(f));
  });

  test('thresholds: max(n, p) · 2u, and for Cholesky √((p + 1 + n) u)', () => {
    const session = openSystem({ a });
    expect(session.factor('qr').threshold).toBe(3 * 2 ** -52);
    expect(session.factor('svd').threshold).toBe(3 * 2 ** -52);
    expect(session.factor('cholesky').threshold).toBe(Math.sqrt(6 * U));
  });
});

describe('one row, one column', () => {
  test.each(SOLVERS)('%s: (4) θ = 2, and with g = 8: r = 2, θ = 0', (solver) => {
    const factorization = openSystem({ a: [[4]] }).factor(solver);
    expect(Array.from(factorization.singularValues)).toEqual([4]);
    expect(Math.abs(at(factorization.inverseRoot, 0))).toBe(0.25);
    const plain = factorization.solve(Float64Array.of(2));
    expect([...plain.theta, ...plain.residual].map((value) => value + 0)).toEqual([0.5, 0]);
    const shifted = factorization.solve(Float64Array.of(2), Float64Array.of(8));
    expect([...shifted.theta, ...shifted.residual].map((value) => value + 0)).toEqual([0, 2]);
  });

  test.each(SOLVERS)('%s: a column of ones gives the mean', (solver) => {
    const a = [[1], [1], [1], [1]];
    const { theta, residual } = openSystem({ a })
      .factor(solver)
      .solve(Float64Array.of(1, 2, 4, 9));
    expectClose(theta, [4], 32 * U);
    expectClose(residual, [-3, -2, 0, 5], 128 * U);
  });
});

test.each(SOLVERS)('%s: more rows than a block: 200 points of 2 + 3x with an error of ±1 that cancels', (solver) => {
  // x = −99.5 … 99.5 and signs + − − + repeated: the errors are orthogonal to 1 and to x, all sums by hand.
  const a = Array.from({ length: 200 }, (_, i) => [1, i - 99.5]);
  const errors = a.map((_, i) => [1, -1, -1, 1][i % 4]!);
  const factorization = openSystem({ a }).factor(solver);
  const { theta, residual } = factorization.solve(
    Float64Array.from(a, ([, x], i) => 2 + 3 * x! + errors[i]!),
    Float64Array.of(200, 0),
  );
  // AᵀA = diag(200, Σx²), Σx² = 200 (200² − 1)/12 = 666650; g = (200, 0) takes 1 off the intercept, and adds it to r.
  expectClose(factorization.singularValues, [Math.sqrt(666650), Math.sqrt(200)], 400 * 4 * U * Math.sqrt(666650));
  expectClose(theta, [1, 3], 400 * 4 * U * Math.sqrt(666650 / 200) * 300);
  expectClose(
    residual,
    errors.map((error) => error + 1),
    400 * 4 * U * 300,
  );
});

describe('rank 2 of [1 2 3; 4 5 6; 7 8 9; 10 11 12]', () => {
  // Null space (1, −2, 1). σ² are the roots of λ² − 650 λ + c₂ with c₂ = Σ of squared 2 × 2 minors = 1080.
  const a = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
    [10, 11, 12],
  ];
  const f = Float64Array.of(1, 0, 2, 5);
  const largest = Math.sqrt(325 + Math.sqrt(325 ** 2 - 1080));
  const second = Math.sqrt(1080) / largest;

  test.each(['qr', 'svd'] as const)('%s finds it, with the null space and the singular values', (solver) => {
    const { rank, singularValues, nullSpace, inverseRoot, outcome } = openSystem({ a }).factor(solver);
    expect(outcome).toBe('ok');
    expect(rank).toBe(2);
    expectClose(singularValues, [largest, second, 0], 48 * U * largest);
    expect(inverseRoot).toHaveLength(6);
    const scale = at(nullSpace, 0);
    // Relative error of a null vector: perturbation over the gap (Davis & Kahan), here u σ₁/σ₂ = 20 u.
    expectClose(nullSpace, [scale, -2 * scale, scale], 48 * U * Math.abs(scale) * (largest / second));
    expect(Math.abs(scale)).toBeGreaterThan(0.1);
  });

  // AᵀA θ = Aᵀf: residual of f = (1, 0, 2, 5) on the span of (1, 1, 1, 1) and (0, 1, 2, 3): fit −0.1 + 1.4 t.
  test.each(['qr', 'svd'] as const)('%s leaves the least-squares residual', (solver) => {
    const { theta, residual } = openSystem({ a }).factor(solver).solve(f);
    expectClose(residual, [1.1, -1.3, -0.7, 0.9], 64 * U * 5);
    expect(Math.hypot(...theta)).toBeLessThan(5);
  });

  test('svd gives the shortest solution, orthogonal to (1, −2, 1); qr a basic one', () => {
    // The fitted values −0.1 + 1.4 t, t = 0 … 3, are A θ when Σ θ = 1.4/3 and θ₀ + 2θ₁ + 3θ₂ = −0.1. Orthogonal to the null
    // space, θ₀ + θ₂ = 2θ₁, so θ₁ = 1.4/9 and θ₂ − θ₀ = −0.1 − 6θ₁.
    const middle = 1.4 / 9;
    const half = (-0.1 - 6 * middle) / 2;
    const { theta } = openSystem({ a }).factor('svd').solve(f);
    expectClose(theta, [middle - half, middle, middle + half], 64 * U * (largest / second));
    expect(Array.from(openSystem({ a }).factor('qr').solve(f).theta).filter((value) => value === 0)).toHaveLength(1);
  });

  test('svd: S Sᵀ is the pseudo-inverse; qr: the inverse on the columns used', () => {
    const svd = gramOf(openSystem({ a }).factor('svd').inverseRoot, 3);
    // (S Sᵀ)(1, −2, 1)ᵀ = 0 and trace = 1/σ₁² + 1/σ₂² = 650/1080.
    const scale = 1 / second ** 2;
    for (const row of svd) expect(Math.abs(row[0]! - 2 * row[1]! + row[2]!)).toBeLessThanOrEqual(256 * U * scale);
    expect(Math.abs(svd[0]![0]! + svd[1]![1]! + svd[2]![2]! - 650 / 1080)).toBeLessThanOrEqual(256 * U * scale);

    const factorization = openSystem({ a }).factor('qr');
    const unused = factorization.solve(f).theta.indexOf(0);
    const [i, j] = [0, 1, 2].filter((column) => column !== unused) as [number, number];
    const columns = [i, j].map((column) => a.map((row) => row[column]!));
    const product = (x: number[], z: number[]): number => x.reduce((sum, value, k) => sum + value * z[k]!, 0);
    const [s, t, v] = [
      product(columns[0]!, columns[0]!),
      product(columns[0]!, columns[1]!),
      product(columns[1]!, columns[1]!),
    ];
    const qr = gramOf(factorization.inverseRoot, 3);
    const determinant = s * v - t * t;
    const inverse = [v / determinant, -t / determinant, s / determinant];
    expectClose([qr[i]![i]!, qr[i]![j]!, qr[j]![j]!], inverse, 256 * U * (largest / second) ** 2 * inverse[0]!);
    expect(qr[unused]).toEqual([0, 0, 0]);
  });

  test('cholesky breaks down at the third pivot, and says what it had found', () => {
    const { outcome, rank, singularValues, inverseRoot, nullSpace } = openSystem({ a }).factor('cholesky');
    expect(outcome).toBe('not-positive-definite');
    expect(rank).toBe(2);
    // Those of the first two columns: σ² are the roots of λ² − 380 λ + 180.
    const first = Math.sqrt(190 + Math.sqrt(190 ** 2 - 180));
    expectClose(singularValues, [first, Math.sqrt(180) / first, 0], 64 * U * first * (first / Math.sqrt(180)) * first);
    // (A₂ᵀA₂)⁻¹ = [166 188; 188 214]⁻¹ = [214 −188; −188 166]/180 on the first two.
    const gram = gramOf(inverseRoot, 3);
    expectClose(
      gram.flat(),
      [214, -188, 0, -188, 166, 0, 0, 0, 0].map((value) => value / 180),
      4096 * U * (214 / 180),
    );
    expect(gram[2]).toEqual([0, 0, 0]);
    expect(nullSpace).toHaveLength(0);
  });
});

describe('wide and zero matrices', () => {
  test('qr of [2 8 4 1]: the null space expresses the other columns by the largest, exactly', () => {
    // −R₁₁⁻¹R₁₂ for the second column: −(2, 4, 1)/8 in the order of the permutation, an identity in the other rows.
    const { nullSpace } = openSystem({ a: [[2, 8, 4, 1]] }).factor('qr');
    const columns = [0, 1, 2].map((k) => [0, 1, 2, 3].map((j) => at(nullSpace, 3 * j + k)));
    expect(columns).toContainEqual([1, -0.25, 0, 0]);
    expect(columns).toContainEqual([0, -0.5, 1, 0]);
    expect(columns).toContainEqual([0, -0.125, 0, 1]);
  });

  test.each(['qr', 'svd'] as const)('%s of [3 4 0]: σ = 5, two null vectors, an exact fit', (solver) => {
    const factorization = openSystem({ a: [[3, 4, 0]] }).factor(solver);
    expect(factorization.rank).toBe(1);
    expectClose(factorization.singularValues, [5], 8 * U * 5);
    expect(factorization.nullSpace).toHaveLength(6);
    for (let k = 0; k < 2; k++) {
      const [x, y, z] = [0, 1, 2].map((j) => at(factorization.nullSpace, 2 * j + k)) as [number, number, number];
      expect(Math.abs(3 * x + 4 * y)).toBeLessThanOrEqual(16 * U);
      expect(Math.hypot(x, y, z)).toBeGreaterThanOrEqual(1 - 16 * U);
    }
    const { theta, residual } = factorization.solve(Float64Array.of(10));
    expect(Math.abs(3 * at(theta, 0) + 4 * at(theta, 1) - 10)).toBeLessThanOrEqual(64 * U * 10);
    expect(Math.abs(at(residual, 0))).toBeLessThanOrEqual(16 * U * 10);
  });

  test('the svd solution of [3 4 0] θ = 10 is the shortest: (6, 8, 0)/5', () => {
    const { theta } = openSystem({ a: [[3, 4, 0]] })
      .factor('svd')
      .solve(Float64Array.of(10));
    expectClose(theta, [1.2, 1.6, 0], 32 * U);
  });

  test('cholesky of a wide matrix breaks down: AᵀA is singular', () => {
    const { outcome, rank, singularValues } = openSystem({ a: [[3, 4, 0]] }).factor('cholesky');
    expect([outcome, rank, singularValues.length]).toEqual(['not-positive-definite', 1, 1]);
  });

  test.each(['qr', 'svd'] as const)('%s of zeros: rank 0, everything is null space, θ = 0, r = f', (solver) => {
    const a = [
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    const factorization = openSystem({ a }).factor(solver);
    expect([factorization.rank, factorization.inverseRoot.length]).toEqual([0, 0]);
    expect(Array.from(factorization.singularValues)).toEqual([0, 0]);
    const [p, q, r, s] = Array.from(factorization.nullSpace) as [number, number, number, number];
    expect(Math.abs(p * s - q * r)).toBe(1);
    const f = Float64Array.of(1, 2, 3);
    expect(factorization.solve(f, Float64Array.of(0, 0))).toEqual({ theta: new Float64Array(2), residual: f });
  });

  test('cholesky of zeros breaks down at once', () => {
    const { outcome, rank, singularValues, inverseRoot } = openSystem({ a: [[0], [0]] }).factor('cholesky');
    expect([outcome, rank, singularValues[0], inverseRoot.length]).toEqual(['not-positive-definite', 0, 0, 0]);
  });
});

describe('cholesky breaks down where the bounds of its pivots and singular values say', () => {
  // AᵀA = [1 1; 1 1 + ε²] in float64, second pivot ε², singular values of R √2 and ε/√2; n = p = 2: the limit of a pivot
  // is 5u = 2⁻⁵⁰·⁷, that of σ₂/σ₁ = ε/2 its root. Between ε = 2⁻²⁵·³ and 2⁻²⁴·³ the pivot passes and σ₂ does not.
  test.each([
    [2 ** -24, 'ok'],
    [2 ** -25, 'not-positive-definite'],
    [2 ** -26, 'not-positive-definite'],
  ])('ε = %d: %s', (epsilon, outcome) => {
    const a = [
      [1, 1],
      [0, epsilon],
    ];
    expect(openSystem({ a }).factor('cholesky').outcome).toBe(outcome);
  });

  test('a pivot that equals its bound is not found', () => {
    // n = 5, p = 2: the bound is 8u = 2⁻⁵⁰. G = [1 b; b 1] in float64 with b = 1 − 2⁻⁵¹, and b² rounds to 1 − 2⁻⁵⁰.
    const a = [
      [1, 1 - 2 ** -51],
      [0, 2 ** -25],
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    const { rank, singularValues } = openSystem({ a }).factor('cholesky');
    expect([rank, ...singularValues]).toEqual([1, 1, 0]);
  });
});
