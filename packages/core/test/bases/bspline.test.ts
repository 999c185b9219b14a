import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BSplineOptions } from '../../src/bases/bspline.js';
import { bspline } from '../../src/bases/bspline.js';
import { conditionOf } from '../support/condition-of.js';
import { exactSlopes, exactSplines, fullKnots } from '../support/exact-splines.js';
import { filled } from '../support/filled.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

const U = 2 ** -53;
const U2 = U * U;

const valuesAt = (options: BSplineOptions, hi: number, lo = 0): Rational[] => {
  const basis = bspline(options);
  const out = filled(basis.size + 3);
  basis.evaluate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, out, 2);
  for (const index of [0, 1, basis.size + 2]) expect([out.hi[index], out.lo[index]]).toEqual([7, 7]);
  return Array.from({ length: basis.size }, (_, j) => Rational.sum(out.hi[j + 2]!, out.lo[j + 2]!));
};

const slopesAt = (options: BSplineOptions, hi: number, lo = 0): Rational[] => {
  const basis = bspline(options);
  const out = filled(basis.size + 3);
  basis.differentiate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, 0, out, 2);
  for (const index of [0, 1, basis.size + 2]) expect([out.hi[index], out.lo[index]]).toEqual([7, 7]);
  return Array.from({ length: basis.size }, (_, j) => Rational.sum(out.hi[j + 2]!, out.lo[j + 2]!));
};

const sum = (values: readonly Rational[]) => values.reduce((total, value) => total.plus(value), Rational.zero);

/** Values of every shape of knots: none, even, far apart, repeated, in large and small units. */
const CASES: readonly Required<Omit<BSplineOptions, 'ends' | 'variable'>>[] = [
  { knots: [], degree: 3, domain: [0, 1] },
  { knots: [2, 3, 4], degree: 3, domain: [1, 5] },
  { knots: [0.1, 0.7, 0.7], degree: 2, domain: [-0.3, 1] },
  { knots: [1000.1, 1009.9], degree: 4, domain: [1000, 1010] },
  { knots: [1, 1, 1, 2.5], degree: 3, domain: [-7, 3] },
  { knots: [1e-9, 0.3], degree: 1, domain: [0, 1] },
];

/** x inside the domain as hi + lo, the ends and the knots among them. */
const inside = ({ domain: [a, b], knots }: BSplineOptions) =>
  fc.oneof(
    fc.constantFrom(a, b, ...knots).map((x) => [x, 0] as const),
    fc.tuple(fc.integer({ min: 1, max: 2 ** 40 }), fc.double({ min: -1, max: 1, noNaN: true })).map(([s, part]) => {
      const hi = Math.min(b, a + s * 2 ** -40 * (b - a));
      const lo = (part * Math.abs(hi) * U) / 2;
      return hi + lo === hi && hi > a && hi < b ? ([hi, lo] as const) : ([hi, 0] as const);
    }),
  );

describe.each(CASES)('clamped, degree $degree, knots $knots', (options) => {
  const { knots, degree, domain } = options;
  const exactKnots = fullKnots(knots, domain, degree);

  test('is the exact de Boor recurrence to 30p u², relatively', () => {
    holds(
      fc.property(inside(options), ([hi, lo]) => {
        const exact = exactSplines(exactKnots, degree, Rational.sum(hi, lo));
        const values = valuesAt(options, hi, lo);
        expect(values.length).toBe(exact.length - 1);
        for (const [j, value] of values.entries()) {
          expect(value.minus(exact[j + 1]!).isWithin(30 * degree * U2 * (1 + 2 ** -40), exact[j + 1]!)).toBe(true);
        }
      }),
      60,
    );
  });

  test('with the first spline, which is left out, they sum to 1 and are ≥ 0', () => {
    holds(
      fc.property(inside(options), ([hi, lo]) => {
        const values = valuesAt(options, hi, lo);
        const first = exactSplines(exactKnots, degree, Rational.sum(hi, lo))[0]!;
        expect(
          sum([first, ...values])
            .minus(Rational.of(1))
            .isWithin(30 * degree * U2, Rational.of(1)),
        ).toBe(true);
        for (const value of values) expect(value.toNumber()).toBeGreaterThanOrEqual(0);
      }),
      60,
    );
  });

  test('reproduces x^k for k ≤ degree, inside and beyond the ends', () => {
    const [a, b] = domain;
    for (const x of [a, a + 0.3 * (b - a), a + 0.77 * (b - a), b, a - 0.5 * (b - a), b + 0.25 * (b - a)]) {
      const exact = exactSplines(exactKnots, degree, Rational.of(x));
      const values = valuesAt(options, x);
      for (let k = 1; k <= degree; k++) {
        // Marsden's identity: the mean of all products of k of the knots t_{i+1} … t_{i+p} (de Boor 2001, ch. IX).
        const coefficients = exact.map((_, i) => meanOfProducts(exactKnots.slice(i + 1, i + 1 + degree), k));
        const found = sum(coefficients.slice(1).map((c, j) => c.times(values[j]!))).plus(
          coefficients[0]!.times(exact[0]!),
        );
        let power = Rational.of(1);
        for (let j = 0; j < k; j++) power = power.times(Rational.of(x));
        // Beyond the ends terms have both signs; the recurrence keeps each relative to the sum of their magnitudes,
        // which grows by at most (1 + 2 · 2)ᵖ when x is half of the domain outside and the knots are even.
        const size = sum(coefficients.map((c, i) => c.times(exact[i]!).abs()));
        const growth = x < a || x > b ? 2 ** (8 * degree) : 1;
        expect([x, k, found.minus(power).isWithin(30 * degree * growth * U2, size)]).toEqual([x, k, true]);
      }
    }
  });

  test('differentiates to 30p u² of the terms, inside and beyond the ends', () => {
    const [a, b] = domain;
    const outside = fc.constantFrom(a - 0.2 * (b - a), b + 0.4 * (b - a)).map((x) => [x, x * 2 ** -60] as const);
    holds(
      fc.property(fc.oneof({ weight: 5, arbitrary: inside(options) }, outside), ([hi, lo]) => {
        const exact = exactSlopes(exactKnots, degree, Rational.sum(hi, lo));
        for (const [j, slope] of slopesAt(options, hi, lo).entries()) {
          const error = slope.minus(exact.values[j + 1]!);
          expect(error.isWithin(30 * degree * U2 * (1 + 2 ** -40), exact.sizes[j + 1]!)).toBe(true);
        }
      }),
      60,
    );
  });
});

describe('natural ends', () => {
  const options = { knots: [2, 2.5, 4], domain: [1, 5], ends: 'natural' } as const;

  /** From cubic B-splines on [1, 5], N_0 …, to natural ones, g_0 …; of anything that is linear in them, too. */
  const combined = (knots: readonly number[], n: readonly Rational[]): Rational[] => {
    const rho = (end: number, near: number, far: number) =>
      Rational.ratio(BigInt(Math.abs(near - end) * 8), BigInt((Math.abs(near - end) + Math.abs(far - end)) * 8));
    const k = knots.length;
    const left = rho(1, knots[0]!, knots[1] ?? 5);
    const right = rho(5, knots[k - 1]!, knots[k - 2] ?? 1);
    const one = Rational.of(1);
    const g = Array.from({ length: k + 2 }, (_, j) => (j >= 1 && j <= k ? n[j + 1]! : Rational.zero));
    g[0] = n[0]!.plus(one.minus(left).times(n[1]!));
    g[1] = g[1]!.plus(left.times(n[1]!));
    g[k] = g[k]!.plus(right.times(n[k + 2]!));
    g[k + 1] = n[k + 3]!.plus(one.minus(right).times(n[k + 2]!));
    return g;
  };

  test.each([[[2, 2.5, 4]], [[3]], [[1.5, 4.75]], [[2, 2, 3]]])(
    'with knots %j are B-splines combined, ≥ 0 and with the one left out of sum 1',
    (knots) => {
      const exactKnots = fullKnots(knots, [1, 5], 3);
      const one = Rational.of(1);
      holds(
        fc.property(inside({ knots, domain: [1, 5] }), ([hi, lo]) => {
          const g = combined(knots, exactSplines(exactKnots, 3, Rational.sum(hi, lo)));
          const values = valuesAt({ knots, domain: [1, 5], ends: 'natural' }, hi, lo);
          expect(values.length).toBe(knots.length + 1);
          for (const [j, value] of values.entries()) {
            expect(value.minus(g[j + 1]!).isWithin((90 + 50) * U2, g[j + 1]!)).toBe(true);
            expect(value.toNumber()).toBeGreaterThanOrEqual(0);
          }
          expect(
            sum([g[0]!, ...values])
              .minus(one)
              .isWithin(140 * U2, one),
          ).toBe(true);
        }),
        60,
      );
    },
  );

  test.each([[[2, 2.5, 4]], [[3]], [[1.5, 4.75]]])(
    'with knots %j: straight beyond the ends, with no second derivative there',
    (knots) => {
      const given = { knots, domain: [1, 5], ends: 'natural' } as const;
      for (const [end, inwards] of [
        [1, 1],
        [5, -1],
      ] as const) {
        const at = (distance: number) => valuesAt(given, end + inwards * distance);
        const [here, one, two] = [at(0), at(-1), at(-2)];
        const h = 2 ** -4;
        const [near, next] = [at(h), at(2 * h)];
        for (const [j, value] of here.entries()) {
          const rise = value.minus(one[j]!);
          expect(
            one[j]!.minus(two[j]!)
              .minus(rise)
              .isWithin(64 * U2, Rational.of(1)),
          ).toBe(true);
          // f(end + h) = f + h f′ + h³ f‴/6 on the first piece, if f″ = 0: what is beyond the line grows 8 times when h
          // doubles.
          const beyond = (f: Rational, d: number) => f.minus(value).minus(rise.times(Rational.of(d)));
          const rest = beyond(next[j]!, 2 * h).minus(beyond(near[j]!, h).times(Rational.of(8)));
          expect(rest.isWithin(16 * 140 * U2, Rational.of(1))).toBe(true);
        }
      }
    },
  );

  test('hold the straight line: x is a combination of them', () => {
    // Coefficients of x: those of the B-splines (means of three knots) at N_2 … N_{K+1}, and a and b at the ends; less
    // a, for the intercept.
    const knots = fullKnots(options.knots, options.domain, 3);
    const coefficients = [2, 3, 4, 6].map((i) =>
      i === 6 ? Rational.of(5 - 1) : meanOfProducts(knots.slice(i + 1, i + 4), 1).minus(Rational.of(1)),
    );
    for (const x of [1, 1.7, 2, 3.3, 5, 0, -3, 9]) {
      const line = sum(valuesAt(options, x).map((value, j) => value.times(coefficients[j]!)));
      expect(line.minus(Rational.of(x - 1)).isWithin(200 * U2, Rational.of(12))).toBe(true);
    }
  });

  test('without knots are the line itself', () => {
    const line = { knots: [], domain: [1, 5], ends: 'natural' } as const;
    for (const x of [1, 2, 5, -3, 9]) expect(valuesAt(line, x)[0]!.toNumber()).toBe((x - 1) / 4);
    expect(slopesAt(line, 2).map((slope) => slope.toNumber())).toEqual([0.25]);
    expect(bspline(line)).toMatchObject({ size: 1, names: ['N1(x)'], specification: { degree: 3, ends: 'natural' } });
  });

  test.each([[[2, 2.5, 4]], [[3]], [[1.5, 4.75]], [[2, 2, 3]]])(
    'with knots %j differentiate, beyond the ends as at them',
    (knots) => {
      const exactKnots = fullKnots(knots, [1, 5], 3);
      const outside = fc.constantFrom([0.3, 2 ** -60], [1, -(2 ** -60)], [5, 2 ** -60], [7, 0]);
      holds(
        fc.property(fc.oneof({ weight: 5, arbitrary: inside({ knots, domain: [1, 5] }) }, outside), ([hi, lo]) => {
          const x = Rational.sum(hi, lo);
          const isBefore = (p: Rational, q: Rational) => p.minus(q).toNumber() < 0;
          const [a, b] = [Rational.of(1), Rational.of(5)];
          const place = isBefore(x, a) ? a : isBefore(b, x) ? b : x;
          const { values, sizes } = exactSlopes(exactKnots, 3, place);
          const [exact, size] = [combined(knots, values), combined(knots, sizes)];
          for (const [j, slope] of slopesAt({ knots, domain: [1, 5], ends: 'natural' }, hi, lo).entries()) {
            expect(slope.minus(exact[j + 1]!).isWithin((90 + 50) * U2, size[j + 1]!)).toBe(true);
          }
        }),
        60,
      );
    },
  );
});

test('at a kink the slope is that to the right, at the right end that to the left', () => {
  const options = { knots: [1, 3], degree: 1, domain: [0, 4] } as const;
  const slopes = (hi: number, lo = 0) => slopesAt(options, hi, lo).map((slope) => slope.toNumber());
  expect(slopes(1)).toEqual([-0.5, 0.5, 0]);
  expect(slopes(1, -(2 ** -60))).toEqual([1, 0, 0]);
  expect(slopes(3)).toEqual([0, -1, 1]);
  expect(slopes(4)).toEqual([0, -1, 1]);
  expect(slopes(0)).toEqual([1, 0, 0]);
});

test('is well-conditioned on even knots and data', () => {
  const x = Float64Array.from({ length: 101 }, (_, i) => i / 20);
  const knots = Array.from({ length: 9 }, (_, i) => (i + 1) / 2);
  // B-splines of order k = 4 have a condition number below k 2ᵏ = 64 in the maximum norm, on any knots (Scherer &
  // Shadrin, J. Approx. Theory 99 (1999)).
  expect(conditionOf(bspline({ knots, domain: [0, 5] }), x)).toBeLessThan(64);
  expect(conditionOf(bspline({ knots, domain: [0, 5], ends: 'natural' }), x)).toBeLessThan(64);
});

test('names and specification; works in any unit', () => {
  const basis = bspline({ knots: [2, 3], domain: [1, 5], variable: 'age' });
  expect(basis).toMatchObject({
    names: ['B1(age)', 'B2(age)', 'B3(age)', 'B4(age)', 'B5(age)'],
    size: 5,
    variables: 1,
    specification: { name: 'bspline', variables: ['age'], degree: 3, knots: [2, 3], domain: [1, 5], ends: 'clamped' },
  });
  expect([basis.toMonomial, basis.conditioned]).toEqual([undefined, undefined]);
  const plain = valuesAt({ knots: [2, 3], domain: [1, 5] }, 2.3).map((value) => value.toNumber());
  for (const unit of [2 ** 900, 2 ** -900, 2 ** -1050]) {
    const scaled = valuesAt({ knots: [2 * unit, 3 * unit], domain: [unit, 5 * unit] }, 2.3125 * unit);
    const same = valuesAt({ knots: [2, 3], domain: [1, 5] }, 2.3125);
    expect(scaled.map((value) => value.toNumber())).toEqual(same.map((value) => value.toNumber()));
    const [fromZero, likewise] = [unit, 1].map((one) =>
      valuesAt({ knots: [2 * one, 3 * one], domain: [0, 5 * one] }, 2.3125 * one).map((value) => value.toNumber()),
    );
    expect(fromZero).toEqual(likewise);
  }
  expect(plain.every((value) => value >= 0)).toBe(true);
});

test('refuses what cannot be', () => {
  const refused = (options: Partial<BSplineOptions>) =>
    refusal(() => bspline({ knots: [2, 3], domain: [1, 5], ...options }));
  for (const degree of [0, -1, 21, 1.5, NaN]) {
    expect(refused({ degree })).toEqual({ code: 'INVALID_OPTION', argument: 'degree', value: degree });
  }
  expect(refused({ degree: 2, ends: 'natural' })).toMatchObject({ argument: 'degree' });
  expect(refused({ ends: 'open' as 'natural' })).toMatchObject({ argument: 'ends', value: 'open' });
  for (const domain of [
    [1, 1],
    [5, 1],
    [NaN, 5],
    [1, Infinity],
  ] as const) {
    expect(refused({ domain })).toEqual({ code: 'INVALID_OPTION', argument: 'domain', value: domain });
  }
  for (const [knots, row] of [
    [[1], 0],
    [[2, 5], 1],
    [[3, 2], 1],
    [[2, NaN], 1],
    [[2, 2, 2, 2], 3],
  ] as const) {
    expect(refused({ knots })).toMatchObject({ code: 'INVALID_OPTION', argument: 'knots', row });
  }
  for (const knots of [['2'], undefined, 3, [2, null]]) {
    expect(refused({ knots: knots as number[] })).toMatchObject({ code: 'INVALID_INPUT', argument: 'knots' });
  }
  expect(refused({ knots: new Array<number>(99_981).fill(2) })).toEqual({
    code: 'TOO_LARGE',
    argument: 'knots',
    value: 99_981,
  });
  // 99 980 are not, at first sight.
  expect(refused({ knots: new Array<number>(99_980).fill(2) }).code).toBe('INVALID_OPTION');
  expect(bspline({ knots: [2, 3], domain: [1, 5], degree: 20 }).size).toBe(22);
});

/** The mean of all products of k of the given numbers. */
function meanOfProducts(numbers: readonly Rational[], k: number): Rational {
  // Elementary symmetric polynomials, by multiplying out Π (1 + nⱼ z).
  const symmetric = [Rational.of(1), ...numbers.map(() => Rational.zero)];
  for (const number of numbers) {
    for (let j = numbers.length; j >= 1; j--) symmetric[j] = symmetric[j]!.plus(number.times(symmetric[j - 1]!));
  }
  let count = 1;
  for (let j = 0; j < k; j++) count = (count * (numbers.length - j)) / (j + 1);
  return symmetric[k]!.over(Rational.of(count));
}
