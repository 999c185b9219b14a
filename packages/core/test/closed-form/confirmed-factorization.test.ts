import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirmedFactorization } from '../../src/closed-form/confirmed-factorization.js';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import type { LinearSystem, SynchronousFactorization } from '../../src/contracts/backend.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fitSync } from '../../src/fit/fit.js';
import { squared } from '../../src/losses/squared.js';
import { norm } from '../../src/norm.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { float32Device } from '../support/float32-device.js';
import { holds } from '../support/holds.js';
import { jacobiSvd } from '../support/jacobi-svd.js';
import { Rational } from '../support/rational.js';
import { trueDigits } from '../support/true-digits.js';
import { runSync } from '../../src/fit/steps.js';

const U = 2 ** -53;
const U32 = 2 ** -24;

/** Columns of integers, and columns that are combinations of them but for 2^−closeness times a column of their own. */
interface Recipe {
  readonly base: readonly (readonly number[])[];
  readonly dependent: readonly {
    readonly factors: readonly number[];
    readonly own: readonly number[];
    /** Infinity: depends exactly. */
    readonly closeness: number;
  }[];
  readonly y: readonly number[];
}

const integers = (length: number, most: number) =>
  fc.array(fc.integer({ min: -most, max: most }), { minLength: length, maxLength: length });

/** 9 bits of the combination, 5 of the own column: with 2⁻³⁹ of it each entry has 53 bits at most, and is exact. */
const recipes = (closeness: fc.Arbitrary<number>, most = 2): fc.Arbitrary<Recipe> =>
  fc.record({ p: fc.integer({ min: 1, max: 3 }), extra: fc.integer({ min: 4, max: 12 }) }).chain(({ p, extra }) =>
    fc.record({
      base: fc.array(integers(p + extra, 30), { minLength: p, maxLength: p }),
      dependent: fc.array(fc.record({ factors: integers(p, 3), own: integers(p + extra, 31), closeness }), {
        minLength: 1,
        maxLength: most,
      }),
      y: integers(p + extra, 100),
    }),
  );

function columnsOf({ base, dependent }: Recipe): readonly Float64Array[] {
  const combined = dependent.map(({ factors, own, closeness }) =>
    own.map((value, i) => factors.reduce((sum, f, j) => sum + f * base[j]![i]!, 0) + value * 2 ** -closeness),
  );
  return [...base, ...combined].map((column) => Float64Array.from(column));
}

const problemOf = (columns: readonly Float64Array[], y: readonly number[]) =>
  linearProblem({ x: y.map((_, i) => columns.map((column) => column[i]!)), y, intercept: false });

const linearSystemOf = (columns: readonly Float64Array[], y: readonly number[]): LinearSystem => ({
  rows: y.length,
  columns: columns.length,
  design: Float64Array.from({ length: y.length * columns.length }, (_, k) => {
    return columns[k % columns.length]![Math.floor(k / columns.length)]!;
  }),
  targets: Float64Array.from(y),
  loss: squared({ reduction: 'sum' }),
});

/** Singular values of the columns as a closed form scales them. */
function singularValues(columns: readonly Float64Array[]): Float64Array {
  const [n, p] = [columns[0]!.length, columns.length];
  const design = Float64Array.from({ length: n * p }, (_, k) => columns[k % p]![Math.floor(k / p)]!);
  const { hi } = runSync(scaledSystem({ design: fromFloat64(design), targets: new Float64Array(n) })).design;
  return jacobiSvd(columns.map((_, j) => Float64Array.from({ length: n }, (_unused, i) => hi[i * p + j]!))).values;
}

describe('what a float32 device takes for a dependence', () => {
  test('is none when float64 tells it from one: the host finds what the device lost, and the digits are right', () => {
    const seen = { onHost: 0, onDevice: 0 };
    holds(
      fc.property(recipes(fc.integer({ min: 12, max: 39 })), (recipe) => {
        const columns = columnsOf(recipe);
        const [n, p] = [columns[0]!.length, columns.length];
        const values = singularValues(columns);
        const threshold = 2 * n * U;
        // Jacobi in float64 is off by some u σ₁.
        fc.pre(values[p - 1]! > 4 * threshold * values[0]!);
        const condition = values[0]! / values[p - 1]!;
        const found = fitSync(problemOf(columns, recipe.y), { backend: float32Device() });
        expect(found).toMatchObject({ status: 'converged', rank: { numerical: p } });
        expect(found.rank!.verdict).not.toBe('deficient');
        expect(found.certificate!.conditionNumber / condition).toBeGreaterThan(1 / 2);
        expect(found.certificate!.conditionNumber / condition).toBeLessThan(2);
        // Where u κ > 1 in float32 the device cannot have solved it.
        const said = found.warnings.some((warning) => warning.includes('singular values are lost'));
        if (U32 * condition > 1) expect(said).toBe(true);
        seen[said ? 'onHost' : 'onDevice'] += 1;
        const exact = exactLeastSquares({
          design: recipe.y.map((_, i) => columns.map((column) => Rational.of(column[i]!))),
          y: recipe.y,
        })!;
        found.coefficients.forEach((value, j) => {
          expect(found.certificate!.digits[j]!).toBeLessThanOrEqual(trueDigits(value, exact[j]!));
        });
      }),
      400,
    );
    // Both sides of u κ = 1 were looked at.
    expect(seen.onHost).toBeGreaterThan(100);
    expect(seen.onDevice).toBeGreaterThan(50);
  });

  test('is one when it is one: rank-deficient, as in float64', () => {
    holds(
      fc.property(recipes(fc.constant(Infinity)), (recipe) => {
        const columns = columnsOf(recipe);
        const values = singularValues(columns);
        const rank = values.filter((value) => value > 2 ** -40 * values[0]!).length;
        const found = fitSync(problemOf(columns, recipe.y), { backend: float32Device() });
        expect(found).toMatchObject({ status: 'rank-deficient', rank: { numerical: rank, verdict: 'deficient' } });
      }),
      300,
    );
  });

  test('beside a near one that it hides, is told from it', () => {
    holds(
      fc.property(recipes(fc.integer({ min: 26, max: 32 }), 1), (recipe) => {
        const near = columnsOf(recipe);
        fc.pre(near.every((column) => column.some((value) => value !== 0)));
        const nearValues = singularValues(near);
        fc.pre(nearValues[near.length - 1]! > 2 ** -40 * nearValues[0]!);
        // The first column twice.
        const found = fitSync(problemOf([...near, near[0]!], recipe.y), { backend: float32Device() });
        expect(found.status).not.toBe('converged');
        if (found.status === 'rank-deficient') expect(found.rank!.numerical).toBe(near.length);
        expect(found.rank).toMatchObject({ numerical: near.length, verdict: 'deficient' });
        expect(found.rank!.dependentColumns).toEqual(['x1', `x${near.length + 1}`]);
      }),
      200,
    );
  });

  test('does not depend on how many rows there are: κ = 1e4 has all digits where the threshold is 4e-4', () => {
    const n = 3000;
    const columns = [1, 2].map((k) => Float64Array.from({ length: n }, (_, i) => ((i * 7919 * k) % 101) - 50));
    const near = columns[0]!.map((value, i) => value + columns[1]![i]! + ((i % 3) - 1) * 2 ** -10);
    const y = Array.from({ length: n }, (_, i) => (i % 17) - 8);
    const [one, two] = [columns[0]!, columns[1]!];
    const device = float32Device();
    const factored = device.open(linearSystemOf([one, two, near], y)).factor('qr');
    expect(factored.rank).toBe(2);
    const found = fitSync(problemOf([one, two, near], y), { backend: float32Device() });
    expect(found.status).toBe('converged');
    expect(found.certificate!.digits.every((digits) => digits >= 15)).toBe(true);
    // A dependence beside it, in float64 as well.
    const deficient = fitSync(problemOf([one, two, near, near], y), { backend: float32Device() });
    expect(deficient).toMatchObject({ status: 'rank-deficient', rank: { numerical: 3 } });
    expect(deficient.rank!.dependentColumns).toEqual(['x3', 'x4']);
    const plain = fitSync(problemOf([one, two, near, near], y), { backend: denseBackend() });
    deficient.coefficients.forEach((value, j) => {
      expect(Math.abs(value - plain.coefficients[j]!)).toBeLessThan(1e-6 * norm(plain.coefficients));
    });
  });

  test('is certain with as many independent rows as there are', () => {
    const x = [
      [1, 2, 3],
      [4, 5, 7],
    ];
    const found = fitSync(linearProblem({ x, y: [1, 2], intercept: false }), { backend: float32Device() });
    expect(found).toMatchObject({ status: 'rank-deficient', rank: { numerical: 2 } });
  });
});

describe('a smallest singular value that a float32 device takes for one', () => {
  const rows = [3, 1, 4, 1, 5];
  /** The device's rounding lifts σ₂ to 2⁻²⁰ σ₁, above its own threshold 10 · 2⁻²⁴ σ₁: S as it would be then. */
  const lifted = (columns: readonly Float64Array[], solver: 'qr' | 'cholesky') => {
    const n = rows.length;
    const design = Float64Array.from({ length: 2 * n }, (_, k) => columns[k % 2]![Math.floor(k / 2)]!);
    const system = runSync(scaledSystem({ design: fromFloat64(design), targets: Float64Array.from(rows) }));
    const scaled = [0, 1].map((j) => Float64Array.from({ length: n }, (_, i) => system.design.hi[2 * i + j]!));
    const { values, right } = jacobiSvd(scaled);
    const known = Float64Array.of(values[0]!, Math.max(values[1]!, 2 ** -20 * values[0]!));
    const refuse = () => {
      throw new Error('not asked for');
    };
    const factorization: SynchronousFactorization = {
      solver,
      outcome: 'ok',
      rank: 2,
      threshold: 2 * n * U32,
      singularValues: known,
      nullSpace: new Float64Array(0),
      inverseRoot: Float64Array.from({ length: 4 }, (_, k) => Math.fround(right[k % 2]![k >> 1]! / known[k % 2]!)),
      solve: refuse,
    };
    return { system, factorization };
  };
  const twice = [Float64Array.from(rows), Float64Array.from(rows, (value) => 2 * value)];
  const nearly = [twice[0]!, twice[1]!.map((value, i) => value + i * 2 ** -22)];

  test.each(['qr', 'cholesky'] as const)('is none when it is rounding: %s', (solver) => {
    const { system, factorization } = lifted(twice, solver);
    expect(confirmedFactorization(system, factorization, U32)).toMatchObject({
      rank: 1,
      threshold: 2 * rows.length * U,
    });
    expect(confirmedFactorization(system, factorization, U)).toBe(factorization);
  });

  test.each(['qr', 'cholesky'] as const)('is one when it is more than that: %s', (solver) => {
    const { system, factorization } = lifted(nearly, solver);
    expect(confirmedFactorization(system, factorization, U32)).toBe(factorization);
  });
});
