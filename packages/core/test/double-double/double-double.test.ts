import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DoubleDouble } from '../../src/double-double/double-double.js';
import { doubleDouble } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

/** u² for u = 2⁻⁵³. */
const U2 = 2 ** -106;
/** Terms of order u³ that the bounds in u² leave out: 13u³, 0, 56u³ in the source; 2⁻⁴⁰ relative is more than all. */
const SLACK = 1 + 2 ** -40;

const near = doubleDouble(-40, 40);
const far = doubleDouble(-200, 200);
const exactly = ([hi, lo]: readonly [number, number]) => Rational.sum(hi, lo);
const valueOf = ({ hi, lo }: DoubleDouble) => Rational.sum(hi, lo);
/** hi alone is the float64 nearest to hi + lo, which is |lo| ≤ ½ ulp(hi). */
const isNormalised = ({ hi, lo }: DoubleDouble) => hi + lo === hi;

describe('add', () => {
  const isWithinBound = (x: readonly [number, number], y: readonly [number, number]) => {
    const sum = new DoubleDouble(...x).add(...y);
    const exact = exactly(x).plus(exactly(y));
    return (
      isNormalised(sum) &&
      valueOf(sum)
        .minus(exact)
        .isWithin(3 * U2 * SLACK, exact)
    );
  };

  test('has a relative error of at most 3u², also when it cancels', () => {
    holds(fc.property(near, near, isWithinBound), 1000);
    holds(fc.property(far, far, isWithinBound), 500);
    holds(
      fc.property(
        near,
        fc.integer({ min: 1, max: 2 ** 20 }),
        fc.integer({ min: 1, max: 100 }),
        ([hi, lo], k, shift) => {
          const almost = -hi * (1 + k * 2 ** -52);
          return isWithinBound([hi, lo], [almost, almost * 2 ** -53 * (1 - shift / 128)]);
        },
      ),
      500,
    );
  });

  test('keeps what float64 loses', () => {
    expect(new DoubleDouble(1).add(2 ** -80)).toMatchObject({ hi: 1, lo: 2 ** -80 });
    expect(new DoubleDouble(1, 2 ** -80).add(-1)).toMatchObject({ hi: 2 ** -80, lo: 0 });
    expect(new DoubleDouble(1, 2 ** -60).add(-1, 2 ** -61)).toMatchObject({ hi: 2 ** -60 + 2 ** -61, lo: 0 });
  });
});

test('multiply has a relative error of at most 7u²', () => {
  const isWithinBound = (x: readonly [number, number], y: readonly [number, number]) => {
    const product = new DoubleDouble(...x).multiply(...y);
    const exact = exactly(x).times(exactly(y));
    return (
      isNormalised(product) &&
      valueOf(product)
        .minus(exact)
        .isWithin(7 * U2 * SLACK, exact)
    );
  };
  holds(fc.property(near, near, isWithinBound), 1000);
  holds(fc.property(far, far, isWithinBound), 500);
});

test('divide has a relative error of at most 15u²', () => {
  const isWithinBound = (x: readonly [number, number], y: readonly [number, number]) => {
    const quotient = new DoubleDouble(...x).divide(...y);
    // |q − x/y| ≤ b |x/y|, times |y|.
    const rest = valueOf(quotient).times(exactly(y)).minus(exactly(x));
    return isNormalised(quotient) && rest.isWithin(15 * U2 * SLACK, exactly(x));
  };
  holds(fc.property(near, near, isWithinBound), 1000);
  holds(fc.property(far, far, isWithinBound), 500);
});

describe('addProduct', () => {
  // The product before it is added has the error of `multiply`, 7u² |a b|, the sum another 3u² of itself.
  const isWithinBound = (
    x: readonly [number, number],
    a: readonly [number, number],
    b: readonly [number, number],
  ): boolean => {
    const sum = new DoubleDouble(...x).addProduct(...a, ...b);
    const product = exactly(a).times(exactly(b));
    const exact = exactly(x).plus(product);
    const bound = product
      .abs()
      .times(Rational.of(7 * U2 * SLACK))
      .plus(exact.abs().times(Rational.of(3 * U2 * SLACK)));
    return isNormalised(sum) && valueOf(sum).minus(exact).isWithin(1, bound);
  };

  test('has an error of at most 7u² |a b| + 3u² |x + a b|', () => {
    holds(fc.property(near, near, near, isWithinBound), 1000);
    holds(fc.property(far, near, near, isWithinBound), 500);
  });

  test('also when the product cancels against the sum', () => {
    holds(
      fc.property(near, near, (a, b) => {
        const product = new DoubleDouble(...a).multiply(...b);
        return isWithinBound([-product.hi, -product.lo], a, b);
      }),
      500,
    );
  });
});

test('a register starts at zero, and is set with or without a low part; operations return the register', () => {
  const register = new DoubleDouble();
  expect([register.hi, register.lo]).toEqual([0, 0]);
  expect(register.set(3, 2 ** -60)).toBe(register);
  expect([register.hi, register.lo]).toEqual([3, 2 ** -60]);
  expect([register.set(4).hi, register.lo]).toEqual([4, 0]);
  expect(register.add(1).multiply(2).divide(4).addProduct(2, 0, 3, 0)).toBe(register);
  expect(register.hi).toBe(8.5);
});
