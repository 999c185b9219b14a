import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designColumns } from '../src/oracle/design-columns.js';
import { exactLeastSquares } from '../src/oracle/exact-least-squares.js';
import { exactManyNonnegative } from '../src/oracle/exact-many-nonnegative.js';
import { exactObjective } from '../src/oracle/exact-objective.js';
import { ExactVector } from '../src/oracle/exact-vector.js';
import { NormalEquations } from '../src/oracle/normal-equations.js';
import { polynomialColumns } from '../src/oracle/polynomial-columns.js';
import { Rational } from '../src/oracle/rational.js';
import { spectralNorm } from '../src/oracle/spectral-norm.js';
import { systemOf } from '../src/problems/system-of.js';
import { systemRecipes } from '../src/problems/system-recipes.js';
import { limits } from './limits.js';

const settings = { seed: limits.seed, numRuns: limits.runs };
const double = fc.double({ noNaN: true, noDefaultInfinity: true });
const components = (v: ExactVector): string[] =>
  v.numerators.map((n) => {
    const g = gcd(n < 0n ? -n : n, v.denominator);
    return v.denominator === g ? `${n / g}` : `${n / g}/${v.denominator / g}`;
  });
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

describe('Rational', () => {
  it('holds every double and gives it back', () => {
    fc.assert(
      fc.property(double, (x) => {
        expect(Rational.from(x).toNumber()).toBe(x === 0 ? 0 : x);
      }),
      settings,
    );
  });

  it('rounds quotients as the hardware does, down to subnormals and up to infinity', () => {
    fc.assert(
      fc.property(double, double, (a, b) => {
        fc.pre(b !== 0 && a !== 0);
        expect(Rational.from(a).over(Rational.from(b)).toNumber() + 0).toBe(a / b + 0);
      }),
      settings,
    );
  });

  it('adds, multiplies and takes roots as the hardware does, rounded once', () => {
    fc.assert(
      fc.property(double, double, (a, b) => {
        expect(Rational.from(a).plus(Rational.from(b)).toNumber()).toBe(a + b + 0);
        expect(Rational.from(a).times(Rational.from(b)).toNumber() + 0).toBe(a * b + 0);
        const root = Math.sqrt(Math.abs(a));
        expect(Math.abs(Rational.from(a).absolute().squareRoot() - root)).toBeLessThanOrEqual(root * 2 ** -52);
      }),
      settings,
    );
  });

  it('reads decimal text as JavaScript does, before rounding', () => {
    fc.assert(
      fc.property(double, (x) => {
        expect(Rational.fromDecimal(String(x)).toNumber() + 0).toBe(x + 0);
      }),
      settings,
    );
    const { numerator, denominator } = Rational.fromDecimal('-.25E-1');
    expect(numerator * 40n).toBe(-denominator);
    expect(Rational.fromDecimal('7.e2').toNumber()).toBe(700);
    for (const text of ['', '.', 'e5', '1,5', 'Infinity', '0x1'])
      expect(() => Rational.fromDecimal(text)).toThrow(RangeError);
  });

  it('refuses what is no number', () => {
    expect(() => Rational.from(NaN)).toThrow(RangeError);
    expect(() => new Rational(1n, 0n)).toThrow(RangeError);
    expect(() => new Rational(-1n).squareRoot()).toThrow(RangeError);
  });

  it('has logarithms beyond the range of doubles', () => {
    expect(new Rational(1n << 5000n).logarithm()).toBeCloseTo(5000 * Math.LN2, 10);
    expect(new Rational(1n, 1n << 5000n).logarithm()).toBeCloseTo(-5000 * Math.LN2, 10);
  });
});

describe('exact least squares', () => {
  it('solves a textbook line by hand: y = 1, 2, 2, 5 at x = 0, 1, 2, 4', () => {
    // Σx = 7, Σx² = 21, Σy = 10, Σxy = 26: det = 35, θ = (28, 34)/35.
    const columns = polynomialColumns(Float64Array.of(0, 1, 2, 4), 1);
    const { theta, residual, rank, nullSpace } = exactLeastSquares(columns, Float64Array.of(1, 2, 2, 5));
    expect(components(theta)).toEqual(['4/5', '34/35']);
    expect(components(residual)).toEqual(['1/5', '8/35', '-26/35', '11/35']);
    expect([rank, nullSpace.length]).toEqual([2, 0]);
  });

  it('takes double-doubles as their exact sum', () => {
    // y = 1, 1 + ε, 2 at x = 0, 1 + ε, 2 with ε = 2⁻⁶⁰: Σx = 3 + ε, Σx² = 5 + 2ε + ε², Σy = 4 + ε, Σxy = 5 + 2ε + ε².
    const epsilon = 2 ** -60;
    const low = Float64Array.of(0, epsilon, 0);
    const x = { hi: Float64Array.of(0, 1, 2), lo: low };
    const { theta } = exactLeastSquares(polynomialColumns(x, 1), { hi: Float64Array.of(1, 1, 2), lo: low });
    const e = new Rational(1n, 1n << 60n);
    const whole = (value: bigint): Rational => new Rational(value);
    const [n, sx, sy] = [whole(3n), whole(3n).plus(e), whole(4n).plus(e)];
    const sxx = whole(5n).plus(whole(2n).times(e)).plus(e.times(e));
    const slope = n
      .times(sxx)
      .minus(sx.times(sy))
      .over(n.times(sxx).minus(sx.times(sx)));
    expect(theta.component(1).compare(slope)).toBe(0);
    const design = designColumns({ hi: Float64Array.of(1, 3, 2, 4), lo: Float64Array.of(epsilon, 0, 0, 0) }, 2, 2);
    expect(design.map(({ integers, exponent }) => [integers.map(String), exponent])).toEqual([
      [[String((1n << 60n) + 1n), String(1n << 61n)], -60],
      [['3', '4'], 0],
    ]);
  });

  it('takes weights on the squares: weight 2 is the row twice', () => {
    const once = exactLeastSquares(
      polynomialColumns(Float64Array.of(0, 1, 3), 1),
      Float64Array.of(1, 0, 5),
      Float64Array.of(1, 2, 1),
    );
    const twice = exactLeastSquares(polynomialColumns(Float64Array.of(0, 1, 1, 3), 1), Float64Array.of(1, 0, 0, 5));
    expect(components(once.theta)).toEqual(components(twice.theta));
  });

  it('finds the least-norm solution and the null space of a rank-1 design by hand', () => {
    // Columns (1, 2) and (2, 4): θ minimises θ₁ + 2θ₂ = 3 at least norm: (3, 6)/5.
    const { theta, rank, nullSpace } = exactLeastSquares(
      designColumns(Float64Array.of(1, 2, 2, 4), 2, 2),
      Float64Array.of(3, 6),
    );
    expect(components(theta)).toEqual(['3/5', '6/5']);
    expect(rank).toBe(1);
    expect(nullSpace.map(components)).toEqual([['-1', '1/2']]);
  });

  it('is stationary, and minimal in norm, on every generated problem: exactly', () => {
    fc.assert(
      fc.property(systemRecipes.any, (recipe) => {
        const { design, targets, weights, rows, columns, loss } = systemOf(recipe).system;
        const a = designColumns(design, rows, columns);
        const { theta, residual, nullSpace, rank } = exactLeastSquares(a, targets, weights);
        const w = ExactVector.from(weights ?? new Float64Array(rows).fill(1));
        const weighted = residual.numerators.map((value, i) => value * (w.numerators[i] ?? 0n));
        for (const column of a) {
          expect(column.integers.reduce((sum, value, i) => sum + value * (weighted[i] ?? 0n), 0n)).toBe(0n);
        }
        expect(nullSpace.length).toBe(columns - rank);
        for (const vector of nullSpace) {
          expect(vector.numerators.reduce((sum, value, j) => sum + value * (theta.numerators[j] ?? 0n), 0n)).toBe(0n);
        }
        if (theta.norm() === 0) {
          expect(
            exactObjective(
              { rows, columns, design, targets, loss, ...(weights && { weights }) },
              new Float64Array(columns),
            ).gradient.norm(),
          ).toBe(0);
        }
      }),
      settings,
    );
  });

  it('has a determinant that is the product of the pivots, and 0 below full rank', () => {
    const identity = new NormalEquations(designColumns(Float64Array.of(3, 0, 0, 0.5), 2, 2));
    expect(identity.determinant().toNumber()).toBe(2.25);
    expect(identity.trace().toNumber()).toBe(9.25);
    expect(new NormalEquations(designColumns(Float64Array.of(1, 2, 2, 4), 2, 2)).determinant().isZero).toBe(true);
  });

  it('solves 12 × 12 of 1300-bit integers in milliseconds', () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => (i + 1) / 3);
    const columns = polynomialColumns(x, 11);
    const start = performance.now();
    expect(exactLeastSquares(columns, x.map(Math.sin)).rank).toBe(12);
    // Some 30 ms when the machine is idle; a hundred times as much would mean another algorithm.
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('exact objective', () => {
  it('is the sum of squares and its gradient by hand', () => {
    const loss = { name: 'squared', reduction: 'mean', quadratic: true, maximalCurvature: 2 } as const;
    const system = {
      rows: 2,
      columns: 1,
      design: Float64Array.of(1, 2),
      targets: Float64Array.of(1, 1),
      weights: Float64Array.of(1, 3),
      loss: { ...loss, rho: (r: number) => r * r, derivative: (r: number) => 2 * r, curvature: () => 2 },
    };
    // r = (1 − ½, 1 − 1) at θ = ½: value (¼ + 0)/4, gradient −2(½ + 0)/4.
    const { value, gradient } = exactObjective(system, Float64Array.of(0.5));
    expect(value.toNumber()).toBe(1 / 16);
    expect(gradient.toFloat64()).toEqual(Float64Array.of(-0.25));
  });
});

describe('spectral norm', () => {
  it('is the largest eigenvalue, with and without a gap', () => {
    expect(spectralNorm(Float64Array.of(2, 0, 0, 2), 2)).toBeCloseTo(2, 14);
    expect(spectralNorm(Float64Array.of(2, 1, 1, 2), 2)).toBeCloseTo(3, 13);
    expect(spectralNorm(new Float64Array(9), 3)).toBe(0);
    expect(spectralNorm(Float64Array.of(1e-200, 1e-200, 1e-200, 1e-200), 2) / 2e-200).toBeCloseTo(1, 13);
  });
});

describe('all non-negative solutions', () => {
  const solve = (rows: number[][], y: number[], bounded: number[]) => {
    const columns = designColumns(Float64Array.from(rows.flat()), rows.length, rows[0]!.length);
    const { theta, undetermined } = exactManyNonnegative(columns, y, undefined, bounded);
    return { theta: components(theta), undetermined };
  };

  it('of one dependence: the shortest, and both differ', () => {
    const rows = [1, 2, 3, 4].map((a) => [a, 2 * a]);
    expect(solve(rows, [6, 10, 19, 26], [0, 1])).toEqual({ theta: ['187/150', '187/75'], undetermined: [0, 1] });
  });

  it('held by a bound, or moved by none', () => {
    const rows = [1, 1, 1].map((one) => [one, one, -one]);
    expect(solve(rows, [1, 2, 1], [1, 2])).toEqual({ theta: ['2/3', '2/3', '0'], undetermined: [0, 1, 2] });
    // (1, 0, 0) + t (4, −3, 1).
    const wide = [
      [1, 1, -1],
      [1, 2, 2],
    ];
    expect(solve(wide, [1, 1], [0, 1, 2])).toEqual({ theta: ['1', '0', '0'], undetermined: [] });
    expect(solve(wide, [1, 1], [0, 2]).undetermined).toEqual([0, 1, 2]);
  });
});
