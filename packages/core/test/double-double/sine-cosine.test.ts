import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DoubleDouble } from '../../src/double-double/double-double.js';
import { sineCosine } from '../../src/double-double/sine-cosine.js';
import { doubleDouble } from '../support/arbitrary.js';
import { exactSineCosine, fromFixedPoint, toFixedPoint } from '../support/fixed-point.js';
import { holds } from '../support/holds.js';

const U = 2 ** -53;
const ONE = 1n << 240n;

const both = (hi: number, lo = 0) => {
  const sine = new DoubleDouble(7, 7);
  const cosine = new DoubleDouble(7, 7);
  sineCosine(hi, lo, sine, cosine);
  return { sine, cosine };
};

/** Whether hi + lo is within 24u² of the exact value, relatively; the latter is off by up to 2^−220 itself. */
const isClose = ({ hi, lo }: DoubleDouble, exact: bigint) => {
  const error = Math.abs(fromFixedPoint(toFixedPoint(hi) + toFixedPoint(lo) - exact));
  return error <= 24 * U * U * Math.abs(fromFixedPoint(exact)) + 2 ** -220;
};

describe('sineCosine', () => {
  test('of the exact series: sin 1/12 = 1/2, sin² + cos² = 1', () => {
    const { sine, cosine } = exactSineCosine({ num: 1n, den: 12n });
    expect(Math.abs(fromFixedPoint(sine - ONE / 2n))).toBeLessThan(2 ** -220);
    expect(Math.abs(fromFixedPoint((sine * sine + cosine * cosine) / ONE - ONE))).toBeLessThan(2 ** -220);
  });

  test('has a relative error of at most 24u², in every octant and beyond one turn', () => {
    holds(
      fc.property(doubleDouble(-8, 30), ([hi, lo]) => {
        const exact = exactSineCosine({ num: toFixedPoint(hi) + toFixedPoint(lo), den: ONE });
        const { sine, cosine } = both(hi, lo);
        expect(isClose(sine, exact.sine)).toBe(true);
        expect(isClose(cosine, exact.cosine)).toBe(true);
      }),
      2000,
    );
  });

  test('keeps the relative error beside every zero', () => {
    for (const quarter of [-3, -2, -1, 0, 1, 2, 3, 4, 1001]) {
      for (const step of [2 ** -10, -(2 ** -20), 2 ** -30 / 3, -(2 ** -40) / 7]) {
        const hi = quarter / 4 + step;
        const lo = step - (hi - quarter / 4);
        const exact = exactSineCosine({ num: toFixedPoint(hi) + toFixedPoint(lo), den: ONE });
        const { sine, cosine } = both(hi, lo);
        expect(isClose(sine, exact.sine)).toBe(true);
        expect(isClose(cosine, exact.cosine)).toBe(true);
      }
    }
  });

  test('gives exact zeros and ones at quarters of a turn', () => {
    const exact = [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ] as const;
    for (let quarter = -9; quarter <= 9; quarter++) {
      const { sine, cosine } = both(quarter / 4);
      const [s, c] = exact[((quarter % 4) + 4) % 4]!;
      // + 0 makes 0 of −0.
      expect([sine.hi + 0, sine.lo + 0, cosine.hi + 0, cosine.lo + 0]).toEqual([s, 0, c, 0]);
    }
    expect(both(2 ** 80, 0.25).sine.hi).toBe(1);
    expect(both(2 ** 53 + 2, -0.5).cosine.hi).toBe(-1);
    // A low half of many turns: 2⁵¹ + ½.
    expect(both(2 ** 106, 2 ** 51 + 0.5).cosine.hi).toBe(-1);
  });

  test('agrees with the nearest float64 numbers at an eighth', () => {
    const { sine, cosine } = both(0.125);
    expect([sine.hi, cosine.hi]).toEqual([Math.SQRT1_2, Math.SQRT1_2]);
    // √½ − fl(√½), from √½ = 0.70710678118654752440084436210484903928…
    expect(Math.abs(sine.lo - -4.833646656726457e-17)).toBeLessThan(24 * U * U);
  });

  test('is NaN for what is not finite', () => {
    for (const hi of [NaN, Infinity, -Infinity]) {
      expect([both(hi).sine.hi, both(hi).cosine.hi]).toEqual([NaN, NaN]);
    }
  });
});
