import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monomial } from '../../src/bases/monomial.js';
import { polynomialFeatures } from '../../src/bases/polynomial-features.js';
import { startInBasis } from '../../src/descent/start-in-basis.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

test('M s is the start, to the rounding of s to float64', () => {
  holds(
    fc.property(
      fc.record({
        low: fc.integer({ min: -2000, max: 2000 }),
        width: fc.integer({ min: 1, max: 50 }),
        start: fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 9 }),
      }),
      ({ low, width, start }) => {
        const p = start.length;
        const { changeOfBasis } = monomial({ degree: p - 1 }).conditioned!(
          fromFloat64(Float64Array.of(low, low + width)),
        );
        const s = startInBasis(changeOfBasis, Float64Array.from(start));
        for (let j = 0; j < p; j++) {
          let product = Rational.of(0);
          let terms = 0;
          for (let k = 0; k < p; k++) {
            const entry = Rational.of(changeOfBasis.hi[j * p + k]!).plus(Rational.of(changeOfBasis.lo[j * p + k]!));
            product = product.plus(entry.times(Rational.of(s[k]!)));
            terms += Math.abs(changeOfBasis.hi[j * p + k]! * s[k]!);
          }
          const off = Math.abs(product.minus(Rational.of(start[j]!)).toNumber());
          // One rounding of each sₖ; those of double-double are 2⁻⁴⁰ of it.
          expect(off).toBeLessThanOrEqual(2 ** -52 * terms);
        }
      },
    ),
  );
});

test('products of powers convert too', () => {
  const x = Float64Array.of(1, 10, 2, 14, 3, 12, 5, 11);
  const { changeOfBasis } = polynomialFeatures({ variables: ['a', 'b'], degree: 2 }).conditioned!(fromFloat64(x));
  // The constant 1 is the constant 1 in any basis.
  expect([...startInBasis(changeOfBasis, Float64Array.of(1, 0, 0, 0, 0, 0))]).toEqual([1, 0, 0, 0, 0, 0]);
  expect(startInBasis(changeOfBasis, Float64Array.of(1, 2, 3, 4, 5, 6)).every(Number.isFinite)).toBe(true);
});

test('zeros are zeros; what cannot be converted is refused', () => {
  const full = fromFloat64(Float64Array.of(1, 1, 1, 2));
  expect([...startInBasis(full, new Float64Array(2))]).toEqual([0, 0]);
  const refused = { code: 'INVALID_OPTION', argument: 'start' };
  expect(refusal(() => startInBasis(full, Float64Array.of(1, 2)))).toMatchObject(refused);
  const singular = fromFloat64(Float64Array.of(1, 1, 0, 0));
  expect(refusal(() => startInBasis(singular, Float64Array.of(1, 2)))).toMatchObject(refused);
});
