import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DoubleDouble } from '../../src/double-double/double-double.js';
import { ExactSum } from '../../src/double-double/exact-sum.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

/** Of very different sizes, so that sums cancel in some limbs and not in others. */
const term = fc
  .tuple(fc.integer({ min: -(2 ** 53), max: 2 ** 53 }), fc.integer({ min: -150, max: 150 }))
  .map(([integer, exponent]) => integer * 2 ** exponent);
const terms = fc.array(term, { maxLength: 20 }).chain((some) => fc.shuffledSubarray([...some, ...some.map((x) => -x)]));
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum.plus(Rational.of(value)), Rational.zero);
const exactSum = (values: readonly number[]) => values.reduce((sum, value) => sum.add(value), new ExactSum());

describe('ExactSum', () => {
  test('has limbs that add up to the sum, each at most half an ulp of the one before', () => {
    holds(
      fc.property(terms, (values) => {
        const limbs = exactSum(values).takeLimbs();
        expect(sumOf(limbs).minus(sumOf(values)).isZero()).toBe(true);
        for (const [k, limb] of limbs.entries()) if (k > 0) expect(limbs[k - 1]! + limb).toBe(limbs[k - 1]);
      }),
      1000,
    );
  });

  test('is rounded to the nearest float64 number, and to double-double within 2⁻¹⁰⁶', () => {
    holds(
      fc.property(terms, (values) => {
        const exact = sumOf(values);
        expect(exactSum(values).leading()).toBe(exact.toNumber());
        const { hi, lo } = exactSum(values).take(new DoubleDouble());
        expect(
          Rational.sum(hi, lo)
            .minus(exact)
            .isWithin(2 ** -106, exact),
        ).toBe(true);
      }),
      1000,
    );
    // A tie that a limb far below decides: 1 + 2⁻⁵³ ± 2⁻²⁰⁰.
    expect(exactSum([1, 2 ** -53, 2 ** -200]).leading()).toBe(1 + 2 ** -52);
    expect(exactSum([1, 2 ** -53, -(2 ** -200)]).leading()).toBe(1);
  });

  test('multiplies, and takes numbers of several limbs', () => {
    holds(
      fc.property(terms, term, (values, factor) => {
        const limbs = exactSum(values).multiply(factor).takeLimbs();
        expect(
          sumOf(limbs)
            .minus(sumOf(values).times(Rational.of(factor)))
            .isZero(),
        ).toBe(true);
      }),
      500,
    );
    const number = {
      hi: Float64Array.of(0, 1),
      lo: Float64Array.of(0, 2 ** -60),
      rest: [Float64Array.of(0, 2 ** -120)],
    };
    expect(
      new ExactSum()
        .addNumber(number, 1, 2)
        .addExact([-2, -(2 ** -59)], 1)
        .takeLimbs(),
    ).toEqual([2 ** -119]);
  });

  test('leaves out limbs that are too small to matter', () => {
    expect(exactSum([1, 2 ** -60, 2 ** -120]).takeLimbs(2 ** -100)).toEqual([1, 2 ** -60]);
    expect(new ExactSum().takeLimbs()).toEqual([]);
  });
});
