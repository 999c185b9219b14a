import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainMap } from '../../src/bases/domain-map.js';
import { DoubleDouble } from '../../src/double-double/double-double.js';
import { doubleDouble } from '../support/arbitrary.js';
import { exactMap } from '../support/exact-polynomials.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

const U2 = 2 ** -106;
/** m and h are exact sums of two numbers; then one addition and one division: 3u² + 15u², to first order. */
const MAP_ERROR = 18 * U2 * (1 + 2 ** -40);

const number = (hi: number, lo = 0) => ({ hi: Float64Array.of(hi), lo: Float64Array.of(lo) });

const mapped = (domain: readonly [number, number], hi: number, lo = 0) => {
  const { hi: tHi, lo: tLo } = new DomainMap(domain).map(number(hi, lo), 0, new DoubleDouble());
  return Rational.sum(tHi, tLo);
};

describe('map', () => {
  test('is (x − m)/h to 18u², relative even where it cancels', () => {
    const value = doubleDouble(-20, 20);
    holds(
      fc.property(value, value, value, ([a], [b], [hi, lo]) => {
        const domain = [Math.min(a, b), Math.max(a, b)] as const;
        const exact = exactMap(domain).t(Rational.sum(hi, lo));
        return mapped(domain, hi, lo).minus(exact).isWithin(MAP_ERROR, exact);
      }),
      500,
    );
  });

  test('takes the ends to −1 and 1 and the middle to 0, exactly', () => {
    for (const domain of [
      [2, 5],
      [1000, 1010],
      [-1, 1],
      [-1e308, 1.5e308],
      [-Number.MAX_VALUE, Number.MAX_VALUE],
      [0, Number.MAX_VALUE],
      [1e-308, 3e-308],
      [5e-324, 2e-323],
      [-2e-320, 1e-310],
      [0, 2 ** -1022],
    ] as const) {
      const map = new DomainMap(domain);
      for (const [x, t] of [
        [domain[0], -1],
        [domain[1], 1],
      ] as const) {
        const { hi, lo } = map.map(number(x), 0, new DoubleDouble());
        expect([domain, hi]).toEqual([domain, t]);
        expect(Math.abs(lo)).toBeLessThanOrEqual(16 * U2);
      }
    }
    expect(mapped([2, 5], 3.5).isZero()).toBe(true);
    expect(mapped([-1e308, 1e308], 0).isZero()).toBe(true);
  });

  test('writes to the register it is given', () => {
    const out = new DoubleDouble(7, 0);
    expect(new DomainMap([0, 4]).map(number(3), 0, out)).toBe(out);
    expect(out.hi).toBe(0.5);
  });

  test('a domain of one point has h = 1', () => {
    for (const point of [3, 0, -1e10, 2 ** -300]) {
      expect(mapped([point, point], point).isZero()).toBe(true);
      expect(mapped([point, point], point + 2 ** 20).toNumber()).toBe(2 ** 20);
    }
    expect(mapped([2 ** -1074, 2 ** -1074], 2 ** -1074).isZero()).toBe(true);
    expect(new DomainMap([3, 3]).map(number(5), 0, new DoubleDouble()).hi).toBe(2);
    expect(new DomainMap([1e300, 1e300]).map(number(1e300), 0, new DoubleDouble()).hi).toBe(0);
  });
});

describe('coefficients', () => {
  test('are 1/h and −m/h to 15u²', () => {
    const value = doubleDouble(-20, 20);
    holds(
      fc.property(value, value, ([a], [b]) => {
        const domain = [Math.min(a, b), Math.max(a, b)] as const;
        const { slope, offset } = new DomainMap(domain).coefficients();
        const exact = exactMap(domain);
        const bound = 15 * U2 * (1 + 2 ** -40);
        return (
          Rational.sum(slope.hi, slope.lo).minus(exact.slope).isWithin(bound, exact.slope) &&
          Rational.sum(offset.hi, offset.lo).minus(exact.offset).isWithin(bound, exact.offset)
        );
      }),
      500,
    );
  });

  test('of a domain of one point', () => {
    const { slope, offset } = new DomainMap([3, 3]).coefficients();
    expect([slope.hi, slope.lo, offset.hi, offset.lo]).toEqual([1, 0, -3, 0]);
  });

  test('repeat themselves', () => {
    const map = new DomainMap([2, 5]);
    expect(map.coefficients()).toEqual(map.coefficients());
    expect(map.domain).toEqual([2, 5]);
  });
});

test.each([
  [NaN, 1],
  [0, NaN],
  [-Infinity, 1],
  [0, Infinity],
  [1, 0],
] as const)('refuses [%s, %s]', (a, b) => {
  expect(refusal(() => new DomainMap([a, b]))).toEqual({ code: 'INVALID_OPTION', argument: 'domain', value: [a, b] });
});
