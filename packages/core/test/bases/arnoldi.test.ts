import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arnoldi } from '../../src/bases/arnoldi.js';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { hessenbergBasis } from '../../src/bases/hessenberg-basis.js';
import type { ArnoldiSpecification } from '../../src/contracts/basis-specification.js';
import type { Basis } from '../../src/contracts/basis.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fitSync } from '../../src/fit/fit.js';
import { squared } from '../../src/losses/squared.js';
import { materialise } from '../../src/problem/materialise.js';
import { conditionOf } from '../support/condition-of.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactMap } from '../support/exact-polynomials.js';
import { filled } from '../support/filled.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

const U = 2 ** -53;
const U2 = U * U;

const points = (count: number, of: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => of(i));
const recurrenceOf = (basis: Basis) => (basis.specification as ArnoldiSpecification).recurrence;
const columnOf = (k: number) => (k * (k + 3)) / 2;
const divisorsOf = (basis: Basis) =>
  Array.from({ length: basis.size }, (_, k) => recurrenceOf(basis)[columnOf(k) + k + 1]!);

/** Powers of ten, two clusters, one cluster with a few points outside, as many degrees as points. */
const SETS = [
  ['logarithmic', points(40, (i) => 10 ** (-6 + (6 * i) / 39)), 12],
  ['two clusters', points(40, (i) => (i < 20 ? i * 1e-3 : 1 - i * 1e-3)), 12],
  ['half of them within 1e-6 of one end', points(40, (i) => (i < 20 ? i * 5e-8 : (i - 19) / 20)), 25],
  ['interpolation', points(40, (i) => 1000 + i), 39],
] as const;

/** A recurrence run exactly, with bounds on what double-double makes of it. */
interface ExactRecurrence {
  readonly values: readonly Rational[];
  readonly errors: readonly number[];
}

/**
 * Q₀ … at t, or with t′ and what Q₀ … are their derivatives: h₍ₖ₊₁₎ₖ Q_{k+1}′ = t Q_k′ − Σ hⱼₖ Q_j′ + t′ Q_k.
 *
 * Running errors: what the recurrence does to earlier ones, and its own: 18 (t; 17 for t′), 7 a product, 3 a sum, 17 the
 * division.
 */
function exactRecurrence(
  h: readonly number[],
  degree: number,
  t: Rational,
  derivativeOf?: ExactRecurrence & { readonly slope: Rational },
): ExactRecurrence {
  const values = [Rational.of(derivativeOf ? 0 : 1)];
  const errors = [0];
  for (let k = 0; k < degree; k++) {
    const divisor = h[columnOf(k) + k + 1]!;
    let sum = Rational.zero;
    let terms = 0;
    let inherited = 0;
    const add = (factor: Rational, value: Rational, error: number) => {
      sum = sum.plus(factor.times(value));
      terms += Math.abs(factor.toNumber() * value.toNumber());
      inherited += Math.abs(factor.toNumber()) * error;
    };
    add(t, values[k]!, errors[k]!);
    if (derivativeOf) add(derivativeOf.slope, derivativeOf.values[k]!, derivativeOf.errors[k]!);
    for (let j = 0; j <= k; j++) add(Rational.of(-h[columnOf(k) + j]!), values[j]!, errors[j]!);
    values.push(sum.over(Rational.of(divisor)));
    const own = (25 + 3 * (k + 2)) * U2 * terms;
    errors.push((inherited + own) / divisor + 17 * U2 * Math.abs(values[k + 1]!.toNumber()));
  }
  return { values, errors };
}

describe('arnoldi', () => {
  test.each(SETS)('has a design with κ = 1 where Chebyshev has not: %s', (_name, x, degree) => {
    const n = x.length;
    const basis = arnoldi({ x, degree });
    // ⟨Q_j, Q_k⟩/n is off by the rounding of coefficients ≤ 1 and of sums of n products, (n + 2)u, over the divisor,
    // for each of d columns; the test's own SVD adds n (d + 1) u.
    const bound = ((degree * (n + 2)) / Math.min(...divisorsOf(basis)) + n * (degree + 1)) * U;
    expect(bound).toBeLessThan(1e-6);
    expect(conditionOf(basis, x)).toBeLessThanOrEqual(1 + bound);
    const domain = [Math.min(...x), Math.max(...x)] as const;
    expect(conditionOf(chebyshev({ degree, domain }), x)).toBeGreaterThan(1e9);
  });

  test('evaluates its recurrence to the rounding errors of double-double', () => {
    const x = points(30, (i) => 3 + Math.sqrt(i));
    const degree = 8;
    const basis = arnoldi({ x, degree });
    const h = recurrenceOf(basis);
    const { t: map } = exactMap([3, x[29]!]);
    holds(
      fc.property(
        fc.double({ min: 3, max: x[29]!, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (hi, part) => {
          const lo = (part * hi * U) / 2;
          const out = doubleDoubleArray(degree + 3);
          basis.evaluate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, out, 2);
          const { values, errors } = exactRecurrence(h, degree, map(Rational.sum(hi, lo)));
          for (let k = 1; k <= degree; k++) {
            const error = Rational.sum(out.hi[k + 1]!, out.lo[k + 1]!).minus(values[k]!);
            expect(Math.abs(error.toNumber())).toBeLessThanOrEqual(errors[k]! * (1 + 2 ** -20));
          }
          expect([out.hi[0], out.hi[1], out.hi[degree + 2]]).toEqual([0, 0, 0]);
        },
      ),
      30,
    );
  });

  test('toMonomial has the same values in powers of x', () => {
    const x = points(20, (i) => 2 + (i / 19) ** 3);
    const degree = 6;
    const basis = arnoldi({ x, degree });
    const size = degree + 1;
    const matrix = basis.toMonomial();
    expect(matrix.hi.length).toBe(size * size);
    for (const point of [2, 2.001, 2.5, 3, 7]) {
      const out = doubleDoubleArray(degree);
      basis.evaluate(fromFloat64(Float64Array.of(point)), 0, out, 0);
      for (let k = 0; k <= degree; k++) {
        let sum = Rational.zero;
        let terms = 0;
        let power = Rational.of(1);
        for (let j = 0; j <= degree; j++) {
          const term = Rational.sum(matrix.hi[j * size + k]!, matrix.lo[j * size + k]!).times(power);
          sum = sum.plus(term);
          terms += Math.abs(term.toNumber());
          if (j > k) expect(term.isZero()).toBe(true);
          power = power.times(Rational.of(point));
        }
        const exact = k === 0 ? Rational.of(1) : Rational.sum(out.hi[k - 1]!, out.lo[k - 1]!);
        // Coefficients of alternating signs: their sum of magnitudes bounds what cancelled on the way, within 2ᵏ; 72 u²
        // a step, as for Chebyshev polynomials, and one more for each of the k sums.
        expect(Math.abs(sum.minus(exact).toNumber())).toBeLessThanOrEqual(100 * (k + 1) * 2 ** k * terms * U2);
      }
    }
  });

  test('differentiates its recurrence to the rounding errors of double-double', () => {
    const x = points(40, (i) => 10 ** (-3 + (3 * i) / 39));
    const degree = 7;
    const basis = arnoldi({ x, degree });
    const h = recurrenceOf(basis);
    const { t: map, slope } = exactMap([x[0]!, x[39]!]);
    holds(
      fc.property(
        fc.double({ min: x[0]!, max: x[39]!, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (hi, part) => {
          const lo = (part * hi * U) / 2;
          const out = filled(degree + 2);
          basis.differentiate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, 0, out, 1);
          const t = map(Rational.sum(hi, lo));
          const { values, errors } = exactRecurrence(h, degree, t, { ...exactRecurrence(h, degree, t), slope });
          for (let k = 1; k <= degree; k++) {
            const error = Rational.sum(out.hi[k]!, out.lo[k]!).minus(values[k]!);
            expect(Math.abs(error.toNumber())).toBeLessThanOrEqual(errors[k]! * (1 + 2 ** -20));
          }
          for (const end of [0, degree + 1]) expect([out.hi[end], out.lo[end]]).toEqual([7, 7]);
        },
      ),
      30,
    );
  });

  test.each([
    ['3 distinct x', Float64Array.of(1, 2, 5, 1, 2, 5, 5), 6, 3],
    ['one x', Float64Array.of(4, 4, 4), 2, 1],
    ['n = 1', Float64Array.of(7), 3, 1],
  ])('with %s the columns depend on each other, as in any basis', (_name, x, degree, distinct) => {
    const basis = arnoldi({ x, degree });
    const { hi } = materialise({ basis, intercept: true }, fromFloat64(x), x.length);
    expect(hi.every((value) => Number.isFinite(value) && Math.abs(value) <= x.length)).toBe(true);
    // As many independent columns as there are distinct x: the rest are combinations of them, not noise.
    const norms = conditionOf.singularValues(basis, x);
    expect(norms.filter((value) => value > 1e-10 * norms[0]!).length).toBe(distinct);
    expect(divisorsOf(basis).slice(distinct - 1)).toEqual(new Array(degree - distinct + 1).fill(1));
  });

  test('fits: rank-deficient with too few x, κ = 1 where the powers are hopeless', () => {
    const solve = (x: Float64Array, degree: number) =>
      fitSync(
        {
          x,
          y: x.map((value) => Math.exp(value)),
          model: { basis: arnoldi({ x, degree }), intercept: true },
          loss: squared({ reduction: 'sum' }),
        },
        { backend: denseBackend(), solver: 'svd' },
      );
    const repeated = solve(Float64Array.of(1, 2, 3, 1, 2, 3), 4);
    expect([repeated.status, repeated.rank?.numerical]).toEqual(['rank-deficient', 3]);
    const [, x, degree] = SETS[0];
    const spread = solve(x, degree);
    expect(spread.status).toBe('converged');
    expect(spread.certificate?.conditionNumber).toBeLessThan(1.001);
    // e^x on [0, 1] by a polynomial of degree 12: the remainder of the series, 1/13! · 2^−12 · …, is below u.
    for (const residual of spread.residuals) expect(Math.abs(residual)).toBeLessThanOrEqual(4 * U);
  });

  test('a domain may be given; low halves tell close points apart', () => {
    const basis = arnoldi({ x: [0, 1, 2], degree: 1, domain: [-2, 2], variable: 'time' });
    expect(basis.specification).toMatchObject({ name: 'arnoldi', variables: ['time'], domain: [-2, 2] });
    expect(basis.names).toEqual(['Q1(time)']);
    // t = 0, ½, 1: their mean is ½, their standard deviation √(1/6).
    expect(recurrenceOf(basis)).toEqual([0.5, expect.closeTo(Math.sqrt(1 / 6), 15)]);
    const close = { hi: Float64Array.of(2 ** 60, 2 ** 60, 2 ** 60), lo: Float64Array.of(0, 1, 2) };
    expect(conditionOf.singularValues(arnoldi({ x: close, degree: 2 }), close)[2]).toBeGreaterThan(0.9);
  });

  test('degree 0 is no column at all', () => {
    const basis = arnoldi({ x: [1, 2], degree: 0 });
    expect([basis.size, basis.names, [...basis.toMonomial().hi], recurrenceOf(basis)]).toEqual([0, [], [1], []]);
  });

  test('refuses what cannot be', () => {
    for (const degree of [-1, 0.5, NaN, 1001]) {
      expect(refusal(() => arnoldi({ x: [1, 2], degree }))).toMatchObject({ code: 'INVALID_OPTION', value: degree });
    }
    expect(refusal(() => arnoldi({ x: [], degree: 1 }))).toMatchObject({ code: 'NO_OBSERVATIONS' });
    expect(refusal(() => arnoldi({ x: [1, NaN], degree: 1, domain: [0, 1] }))).toMatchObject({
      code: 'NON_FINITE_INPUT',
      row: 1,
    });
    expect(refusal(() => arnoldi({ x: [1, 2], degree: 1, domain: [2, 1] }))).toMatchObject({ argument: 'domain' });
    for (const x of [null, 3, ['1', 2], { hi: Float64Array.of(1) }, { hi: [1], lo: [1] }]) {
      expect(refusal(() => arnoldi({ x: x as number[], degree: 1 }))).toMatchObject({ code: 'INVALID_INPUT' });
    }
    const lengths = { hi: Float64Array.of(1, 2), lo: Float64Array.of(1) };
    expect(refusal(() => arnoldi({ x: lengths, degree: 1 }))).toMatchObject({ code: 'SHAPE_MISMATCH' });
  });
});

describe('hessenbergBasis', () => {
  const rest = { variables: ['x'], degree: 2, domain: [0, 1] as const };

  test('is the same basis again', () => {
    const basis = arnoldi({ x: points(9, Math.sqrt), degree: 4 });
    const again = hessenbergBasis(basis.specification as ArnoldiSpecification);
    expect(again.specification).toEqual(basis.specification);
    const [a, b] = [basis, again].map((one) => {
      const out = doubleDoubleArray(4);
      one.evaluate(fromFloat64(Float64Array.of(1.7)), 0, out, 0);
      return out;
    });
    expect(a).toEqual(b);
  });

  test('refuses recurrences that cannot be', () => {
    expect(refusal(() => hessenbergBasis({ ...rest, recurrence: [0, 1, 0, 0] }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'recurrence',
      value: 4,
    });
    for (const [recurrence, row] of [
      [[0, 0, 0, 0, 1], 1],
      [[0, 1, 0, 0, -1], 4],
      [[0, 1, 0, 0, NaN], 4],
      [[0, 1, NaN, 0, 1], 2],
      [[NaN, 1, 0, 0, 1], 0],
      [[0, Infinity, 0, 0, 1], 1],
    ] as const) {
      expect(refusal(() => hessenbergBasis({ ...rest, recurrence }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'recurrence',
        row,
        value: recurrence[row],
      });
    }
  });
});
