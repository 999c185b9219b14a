import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WideArray } from '../../src/double-double/double-double-array.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { inRange, rowsInRange, toFloat64Array, wideProduct } from '../../src/double-double/wide-product.js';
import { WideSum } from '../../src/double-double/wide-sum.js';
import { exponentOf } from '../../src/power-of-two.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

const wide = (values: number[], exponents: number[]): WideArray => ({
  ...fromFloat64(Float64Array.from(values)),
  exponents: Float64Array.from(exponents),
});

/** The exact value of number i. */
function exactly({ hi, lo, exponents }: WideArray, i: number): Rational {
  let value = Rational.sum(hi[i]!, lo[i]!);
  let rest = exponents?.[i] ?? 0;
  for (; Math.abs(rest) > 1000; rest -= 1000 * Math.sign(rest)) {
    value = value.times(Rational.of(2 ** (1000 * Math.sign(rest))));
  }
  return value.times(Rational.of(2 ** rest));
}

describe('wideProduct', () => {
  test('of ordinary numbers has no exponents', () => {
    const product = wideProduct(fromFloat64(Float64Array.of(1, 2, 3, 4)), fromFloat64(Float64Array.of(10, 1)), 2);
    expect(product).toEqual(fromFloat64(Float64Array.of(12, 34)));
    const ofRows = wideProduct(wide([1, 2, 3, 4], [5, -2000]), wide([10, 1], [3, 3]), 2);
    expect(ofRows).toEqual({ ...fromFloat64(Float64Array.of(96, 272)), exponents: Float64Array.of(5, -2000) });
  });

  test('is within 32 (p + 2) u² of the sizes of its terms, whatever their exponents', () => {
    const term = fc.record({
      a: fc.double({ noNaN: true, noDefaultInfinity: true }),
      v: fc.double({ noNaN: true, noDefaultInfinity: true, min: -8, max: 8 }),
      exponent: fc.integer({ min: -2100, max: 2100 }),
    });
    holds(
      fc.property(fc.array(term, { minLength: 1, maxLength: 6 }), (terms) => {
        const a = fromFloat64(Float64Array.from(terms, (each) => each.a));
        const v = wide(
          terms.map((each) => each.v),
          terms.map((each) => each.exponent),
        );
        const products = terms.map((_, j) => exactly(a, j).times(exactly(v, j)));
        const sum = products.reduce((total, each) => total.plus(each), Rational.zero);
        const sizes = products.reduce((total, each) => total.plus(each.abs()), Rational.zero);
        const error = exactly(wideProduct(a, v, 1), 0).minus(sum);
        expect(error.isWithin(32 * (terms.length + 2) * 2 ** -106, sizes)).toBe(true);
      }),
      500,
    );
  });
});

describe('WideSum', () => {
  test('adds what float64 cannot hold, and cancels it', () => {
    const sum = new WideSum()
      .add(1, 0, 2000)
      .add(3, 0, 1999)
      .add(1, 2 ** -60, -2000);
    expect(sum.toNumber()).toBe(Infinity);
    sum.add(-5, 0, 1999);
    expect(sum.toNumber()).toBe(0);
    expect(sum.add(7, 0, -1070).toNumber()).toBe(7 * 2 ** -1070);
    expect(sum.reset().toNumber()).toBe(0);
    expect(sum.addProduct(2 ** 1023, 0, 2 ** 1000, 0, -2000).toNumber()).toBe(2 ** 23);
    expect(
      sum
        .reset()
        .addProduct(2 ** -1074, 0, 2 ** -1000, 0, 2000)
        .toNumber(),
    ).toBe(2 ** -74);
  });

  test('a sum of NaN is NaN', () => {
    expect(new WideSum().add(1).add(NaN).toNumber()).toBeNaN();
    expect(new WideSum().addProduct(NaN, 0, 1, 0).toNumber()).toBeNaN();
  });
});

describe('arrays within float64’s range', () => {
  test('lose their exponents, where no half loses a bit', () => {
    expect(inRange(wide([3, 0, -5], [900, 5000, -890]))).toEqual(
      fromFloat64(Float64Array.of(3 * 2 ** 900, 0, -5 * 2 ** -890)),
    );
    for (const exponent of [-950, 1000]) {
      const beyond = wide([1, 1], [0, exponent]);
      expect(inRange(beyond)).toBe(beyond);
    }
    expect(inRange(wide([NaN], [0])).hi).toEqual(Float64Array.of(NaN));
    expect(rowsInRange(wide([1, 2, 3, 4], [1, -1]), 2)).toEqual(fromFloat64(Float64Array.of(2, 4, 1.5, 2)));
  });

  test('as float64: infinite or 0 where there is no such number', () => {
    expect([...toFloat64Array(wide([1, -1, 1, 3, 3], [2000, 2000, -2000, -1070, 10]))]).toEqual([
      Infinity,
      -Infinity,
      0,
      3 * 2 ** -1070,
      3072,
    ]);
  });
});

test('exponents of float64 numbers', () => {
  expect([1, -1.5, 2 ** -1022, 3 * 2 ** -1074, 5e-324, Number.MAX_VALUE, 0].map(exponentOf)).toEqual([
    0, 0, -1022, -1073, -1074, 1023, 0,
  ]);
});
