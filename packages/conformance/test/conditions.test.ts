import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dyadicVector } from '../src/oracle/dyadic-vector.js';
import { designColumns } from '../src/oracle/design-columns.js';
import { exactConstrained } from '../src/oracle/exact-constrained.js';
import { exactFitted } from '../src/oracle/exact-fitted.js';
import { exactLeastSquares } from '../src/oracle/exact-least-squares.js';
import { exactNonnegative } from '../src/oracle/exact-nonnegative.js';
import type { ExactVector } from '../src/oracle/exact-vector.js';
import { integerSolution } from '../src/oracle/integer-solution.js';
import { polynomialColumns } from '../src/oracle/polynomial-columns.js';
import { Rational } from '../src/oracle/rational.js';
import { systemOf } from '../src/problems/system-of.js';
import { systemRecipes } from '../src/problems/system-recipes.js';
import { limits } from './limits.js';

const settings = { seed: limits.seed, numRuns: limits.runs };
const equal = (v: ExactVector | undefined, j: number, numerator: bigint, denominator: bigint): void =>
  expect(v?.component(j).compare(new Rational(numerator, denominator))).toBe(0);

describe('integer elimination', () => {
  it('solves by Cramer’s rule, rows exchanged where a pivot is 0', () => {
    // 2y = 6, 3x + y = 9: x = 2, y = 3, determinant ∓6.
    const { numerators, determinant } = integerSolution(
      [
        [0n, 2n],
        [3n, 1n],
      ],
      [6n, 9n],
    )!;
    expect(numerators.map((n) => n / determinant)).toEqual([2n, 3n]);
    expect(determinant * determinant).toBe(36n);
    expect(
      integerSolution(
        [
          [1n, 2n],
          [2n, 4n],
        ],
        [1n, 2n],
      ),
    ).toBeUndefined();
  });
});

describe('exact least squares with equations', () => {
  const columns = polynomialColumns(Float64Array.of(0, 1, 2, 4), 1);
  const y = Float64Array.of(1, 2, 2, 5);

  it('fits a line through a point by hand', () => {
    // y = 1 + b x: b = Σ x (y − 1)/Σ x² = (1 + 2 + 16)/21.
    const line = exactConstrained(columns, y, undefined, [{ coefficients: [1, 0], value: [1] }]);
    equal(line, 0, 1n, 1n);
    equal(line, 1, 19n, 21n);
  });

  it('takes equations of any scale, that repeat each other, and fills all coefficients', () => {
    const value = { hi: Float64Array.of(0.5), lo: Float64Array.of(2 ** -60) };
    const both = [
      { coefficients: [2 ** 70, 0], value: [2 ** 70] },
      { coefficients: [0, 2 ** -80], value: [2 ** -81] },
      { coefficients: [1, 1], value: [1.5] },
    ];
    equal(exactConstrained(columns, y, undefined, both), 1, 1n, 2n);
    const low = exactConstrained(columns, y, undefined, [{ coefficients: [0, 1], value }]);
    equal(low, 1, (1n << 59n) + 1n, 1n << 60n);
  });

  it('knows no answer to a contradiction, nor where coefficients are left', () => {
    const coefficients = [1, 1];
    expect(
      exactConstrained(columns, y, undefined, [
        { coefficients, value: [1] },
        { coefficients, value: [2] },
      ]),
    ).toBeUndefined();
    const twice = designColumns(Float64Array.of(1, 1, 2, 2), 2, 2);
    expect(exactConstrained(twice, [1, 2], undefined, [])).toBeUndefined();
    equal(exactConstrained(twice, [1, 2], undefined, [{ coefficients: [1, -1], value: [0] }]), 0, 1n, 2n);
  });

  it('is stationary along every direction that the equations leave: exactly', () => {
    fc.assert(
      fc.property(systemRecipes.tall, (recipe) => {
        const { design, targets, weights, rows, columns: p } = systemOf(recipe).system;
        fc.pre(p > 1);
        const a = designColumns(design, rows, p);
        const c = Float64Array.from({ length: p }, (_, j) => 1 + ((recipe.seed + 7 * j) % 5));
        const theta = exactConstrained(a, targets, weights, [{ coefficients: c, value: [3] }]);
        fc.pre(theta !== undefined);
        const fitted = exactFitted(a, theta);
        const gradient = (j: number): Rational => {
          let sum = new Rational(0n);
          const column = dyadicVector(Float64Array.from({ length: rows }, (_, i) => design[i * p + j]!));
          for (let i = 0; i < rows; i++) {
            const term = Rational.from(targets[i]!).minus(fitted.component(i));
            const entry = new Rational(column.integers[i]!).times(Rational.from(2 ** column.exponent));
            sum = sum.plus(term.times(entry).times(Rational.from(weights?.[i] ?? 1)));
          }
          return sum;
        };
        // e_j c_0 − e_0 c_j is such a direction.
        const first = gradient(0);
        for (let j = 1; j < p; j++) {
          const along = gradient(j)
            .times(Rational.from(c[0]!))
            .minus(first.times(Rational.from(c[j]!)));
          expect(along.isZero).toBe(true);
        }
      }),
      { ...settings, numRuns: Math.ceil(limits.runs / 10) },
    );
  });
});

describe('exact non-negative least squares', () => {
  it('is the plain solution where that is positive, and 0 where it is not', () => {
    const columns = polynomialColumns(Float64Array.of(0, 1, 2, 4), 1);
    equal(exactNonnegative(columns, [1, 2, 2, 5], undefined, [0, 1]), 1, 34n, 35n);
    const falling = exactNonnegative(columns, [5, 2, 2, 1], undefined, [1]);
    equal(falling, 0, 5n, 2n);
    equal(falling, 1, 0n, 1n);
    const below = exactNonnegative(columns, [-5, -2, -2, -1], undefined, [0, 1]);
    equal(below, 0, 0n, 1n);
    equal(below, 1, 0n, 1n);
  });

  it('is unique with dependent columns only where their solution is', () => {
    const twice = designColumns(Float64Array.of(1, 1, 2, 2), 2, 2);
    expect(exactNonnegative(twice, [1, 2], undefined, [0, 1])).toBeUndefined();
    equal(exactNonnegative(twice, [-1, -2], undefined, [0, 1]), 0, 0n, 1n);
  });

  it('is no worse than any other choice of what is 0: all of them tried', () => {
    fc.assert(
      fc.property(systemRecipes.tall, (recipe) => {
        const small = { ...recipe, columns: Math.min(recipe.columns, 4), rows: Math.min(recipe.rows, 12) };
        const { design, targets, rows, columns: p } = systemOf({ ...small, weighted: false }).system;
        fc.pre(rows >= p);
        const a = designColumns(design, rows, p);
        const theta = exactNonnegative(a, targets, undefined, [...a.keys()]);
        fc.pre(theta !== undefined);
        const cost = (v: ExactVector, of: typeof a): Rational => {
          const fitted = exactFitted(of, v);
          return targets.reduce((sum, y, i) => {
            const r = Rational.from(y).minus(fitted.component(i));
            return sum.plus(r.times(r));
          }, new Rational(0n));
        };
        expect(theta.numerators.every((v) => v >= 0n)).toBe(true);
        const best = cost(theta, a);
        for (let set = 1; set < 2 ** p; set++) {
          const chosen = a.filter((_, j) => (set >> j) % 2 === 1);
          const other = exactLeastSquares(chosen, targets).theta;
          if (other.numerators.every((v) => v >= 0n)) expect(best.compare(cost(other, chosen))).toBeLessThanOrEqual(0);
        }
      }),
      { ...settings, numRuns: Math.ceil(limits.runs / 4) },
    );
  });
});
