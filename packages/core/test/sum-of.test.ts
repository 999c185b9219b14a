import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumOf } from '../src/sum-of.js';
import { wide } from './support/arbitrary.js';
import { holds } from './support/holds.js';
import { Rational } from './support/rational.js';

test('is the sum rounded once, even when it cancels', () => {
  expect(sumOf(Float64Array.of(1e16, 1, -1e16))).toBe(1);
  expect(sumOf(Float64Array.of(1, 1e30, 1, -1e30))).toBe(2);
  expect(sumOf(new Float64Array(0))).toBe(0);
  holds(
    fc.property(fc.array(wide(-40, 40), { minLength: 1, maxLength: 12 }), (values) => {
      const exact = values.reduce((sum, value) => sum.plus(Rational.of(value)), Rational.zero);
      const size = values.reduce((sum, value) => sum.plus(Rational.of(Math.abs(value))), Rational.zero);
      const bound = exact
        .abs()
        .times(Rational.of(2 ** -53))
        .plus(size.times(Rational.of(3 * values.length * 2 ** -106)));
      expect(
        Rational.of(sumOf(Float64Array.from(values)))
          .minus(exact)
          .isWithin(1 + 2 ** -40, bound),
      ).toBe(true);
    }),
  );
});
