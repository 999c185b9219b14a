import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FourierOptions } from '../../src/bases/fourier.js';
import { fourier } from '../../src/bases/fourier.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fitSync } from '../../src/fit/fit.js';
import { squared } from '../../src/losses/squared.js';
import { doubleDouble } from '../support/arbitrary.js';
import { denseBackend } from '../support/dense-backend.js';
import { exactSineCosine, fromFixedPoint, toFixedPoint, TWO_PI } from '../support/fixed-point.js';
import { filled } from '../support/filled.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';

const U2 = 2 ** -106;

const features = (options: FourierOptions, hi: number, lo = 0) => {
  const basis = fourier(options);
  const out = doubleDoubleArray(basis.size + 3);
  basis.evaluate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, out, 2);
  expect([out.hi[0], out.hi[1], out.hi[basis.size + 2]]).toEqual([0, 0, 0]);
  return { hi: out.hi.subarray(2, basis.size + 2), lo: out.lo.subarray(2, basis.size + 2) };
};

describe('fourier', () => {
  test.each([
    { period: 12, harmonics: 6 },
    { period: 365.2425, harmonics: 4, origin: 2000 },
    { period: 0.1, harmonics: 3, origin: -7.3 },
    { period: 2 * Math.PI, harmonics: 9 },
  ])('is within its bound of the exact series: $period', (options) => {
    const { period, harmonics, origin = 0 } = options;
    const length = toFixedPoint(period);
    holds(
      fc.property(doubleDouble(-12, 12), ([hi, lo]) => {
        const out = features(options, hi, lo);
        const distance = toFixedPoint(hi) + toFixedPoint(lo) - toFixedPoint(origin);
        const d = Math.abs(fromFixedPoint(distance)) / period;
        for (let k = 1; k <= harmonics; k++) {
          const exact = exactSineCosine({ num: BigInt(k) * distance, den: length });
          const bound = (24 + 2 * Math.PI * (10 + 10 * k * d)) * U2 + 2 ** -220;
          for (const [index, value] of [exact.cosine, exact.sine].entries()) {
            const here = 2 * (k - 1) + index;
            const error = fromFixedPoint(toFixedPoint(out.hi[here]!) + toFixedPoint(out.lo[here]!) - value);
            expect(Math.abs(error)).toBeLessThanOrEqual(bound);
          }
        }
      }),
      60,
    );
  });

  test('far away, a float64 x has as many digits as beside the origin', () => {
    const period = 0.7;
    for (const x of [1e15 + 0.25, -3e17, 2 ** 70 + 2 ** 18]) {
      const out = features({ period, harmonics: 2 }, x);
      for (const k of [1, 2]) {
        const exact = exactSineCosine({ num: BigInt(k) * toFixedPoint(x), den: toFixedPoint(period) });
        const bound = (24 + 2 * Math.PI * 10) * U2;
        for (const [index, value] of [exact.cosine, exact.sine].entries()) {
          const here = 2 * (k - 1) + index;
          const error = fromFixedPoint(toFixedPoint(out.hi[here]!) + toFixedPoint(out.lo[here]!) - value);
          expect(Math.abs(error)).toBeLessThanOrEqual(bound);
        }
      }
    }
  });

  test('the sixth sine of monthly data is exactly zero, the sixth cosine ±1', () => {
    for (const origin of [0, 5]) {
      for (let month = -40; month <= 2000; month += 17) {
        const { hi, lo } = features({ period: 12, harmonics: 6, origin }, month);
        expect([Math.abs(hi[10]!), hi[11]! + 0, lo[10]! + 0, lo[11]! + 0]).toEqual([1, 0, 0, 0]);
        expect(hi[10]).toBe((month - origin) % 2 === 0 ? 1 : -1);
      }
    }
  });

  test('a fit of monthly data says which column is nothing', () => {
    const x = Float64Array.from({ length: 36 }, (_, month) => month);
    const { status, rank } = fitSync(
      {
        x,
        y: x.map((month) => Math.sin(month * month)),
        model: { basis: fourier({ period: 12, harmonics: 6 }), intercept: true },
        loss: squared({ reduction: 'sum' }),
      },
      { backend: denseBackend(), solver: 'svd' },
    );
    expect([status, rank?.numerical, rank?.dependentColumns]).toEqual(['rank-deficient', 12, ['sin(2*pi*6*x/12)']]);
  });

  test('works in any unit', () => {
    const { hi } = features({ period: 12, harmonics: 2 }, 1);
    for (const unit of [2 ** 900, 2 ** -900, 2 ** -1060]) {
      expect([...features({ period: 12 * unit, harmonics: 2 }, unit).hi]).toEqual([...hi]);
    }
  });

  test('what is beyond double-double is NaN, which a fit refuses', () => {
    expect(features({ period: 1e-300, harmonics: 1 }, 1e300).hi[0]).toBeNaN();
  });

  test.each([
    { period: 12, harmonics: 2, origin: 3 },
    { period: 365.2425, harmonics: 4, origin: 2000 },
    { period: 0.1, harmonics: 3, origin: -7.3 },
  ])('differentiates: period $period', (options) => {
    const { period, harmonics, origin } = options;
    const basis = fourier(options);
    const length = toFixedPoint(period);
    holds(
      fc.property(doubleDouble(-12, 12), ([hi, lo]) => {
        const out = filled(basis.size + 2);
        basis.differentiate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, 0, out, 1);
        const distance = toFixedPoint(hi) + toFixedPoint(lo) - toFixedPoint(origin);
        const d = Math.abs(fromFixedPoint(distance)) / period;
        for (let k = 1; k <= harmonics; k++) {
          const { sine, cosine } = exactSineCosine({ num: BigInt(k) * distance, den: length });
          // ω = 2πk/period is off by 1 (2π), 7 (k) and 17 (the division), its product by 7: 32u² more than sine and cosine.
          const frequency = (2 * Math.PI * k) / period;
          const bound = frequency * ((56 + 2 * Math.PI * (10 + 10 * k * d)) * U2 + 2 ** -200) * (1 + 2 ** -40);
          for (const [index, value] of [-sine, cosine].entries()) {
            const here = 2 * k - 1 + index;
            const exact = (TWO_PI * BigInt(k) * value) / length;
            const error = fromFixedPoint(toFixedPoint(out.hi[here]!) + toFixedPoint(out.lo[here]!) - exact);
            expect(Math.abs(error)).toBeLessThanOrEqual(bound);
          }
        }
        for (const end of [0, basis.size + 1]) expect([out.hi[end], out.lo[end]]).toEqual([7, 7]);
      }),
      60,
    );
  });

  test('slopes are exactly zero where the curve turns', () => {
    const out = filled(4);
    fourier({ period: 12, harmonics: 2, origin: 5 }).differentiate(fromFloat64(Float64Array.of(8)), 0, 0, out, 0);
    expect([out.hi[1]! + 0, out.lo[1]! + 0, out.hi[2]! + 0, out.lo[2]! + 0]).toEqual([0, 0, 0, 0]);
  });

  test('slopes in any unit', () => {
    const slopes = (unit: number) => {
      const out = filled(4);
      fourier({ period: 12 * unit, harmonics: 2 }).differentiate(fromFloat64(Float64Array.of(unit)), 0, 0, out, 0);
      return [...out.hi];
    };
    for (const unit of [2 ** 900, 2 ** -900]) expect(slopes(unit).map((slope) => slope * unit)).toEqual(slopes(1));
  });

  test('names and specification', () => {
    expect(fourier({ period: 12, harmonics: 2 })).toMatchObject({
      names: ['cos(2*pi*x/12)', 'sin(2*pi*x/12)', 'cos(2*pi*2*x/12)', 'sin(2*pi*2*x/12)'],
      specification: { name: 'fourier', variables: ['x'], period: 12, harmonics: 2, origin: 0 },
      variables: 1,
      size: 4,
    });
    expect(fourier({ period: 0.5, harmonics: 1, origin: 5, variable: 't' }).names[0]).toBe('cos(2*pi*(t-5)/0.5)');
    expect(fourier({ period: 0.5, harmonics: 1, origin: -5 }).names[1]).toBe('sin(2*pi*(x+5)/0.5)');
    expect([fourier({ period: 1, harmonics: 1 }).toMonomial, fourier({ period: 1, harmonics: 1 }).conditioned]).toEqual(
      [undefined, undefined],
    );
    const x = fromFloat64(Float64Array.of(0));
    const out = doubleDoubleArray(2);
    fourier({ period: 1, harmonics: 1 }).evaluate(x, 0, out, 0);
    expect([...out.hi]).toEqual([1, 0]);
  });

  test.each([0, -1, NaN, Infinity, '12' as unknown as number])('refuses period %s', (period) => {
    expect(refusal(() => fourier({ period, harmonics: 1 }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'period',
      value: period,
    });
  });

  test('refuses origins and harmonics that cannot be', () => {
    for (const origin of [NaN, Infinity]) {
      expect(refusal(() => fourier({ period: 1, harmonics: 1, origin }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'origin',
        value: origin,
      });
    }
    for (const harmonics of [0, -1, 1.5, NaN]) {
      expect(refusal(() => fourier({ period: 1, harmonics }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'harmonics',
        value: harmonics,
      });
    }
    expect(refusal(() => fourier({ period: 1, harmonics: 50_001 }))).toEqual({
      code: 'TOO_LARGE',
      argument: 'harmonics',
      value: 50_001,
    });
    expect(fourier({ period: 1, harmonics: 50_000 }).size).toBe(100_000);
  });
});
