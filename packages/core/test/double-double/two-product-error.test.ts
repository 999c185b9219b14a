import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoProductError } from '../../src/double-double/two-product-error.js';
import { wide } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

const isExact = (a: number, b: number) =>
  Rational.of(a)
    .times(Rational.of(b))
    .minus(Rational.sum(a * b, twoProductError(a, b, a * b)))
    .isZero();

test('a b = p + e exactly, within the stated range', () => {
  holds(fc.property(wide(-30, 30), wide(-30, 30), isExact), 500);
  // The product stays in range, and its error, 2⁻¹⁰⁶ times as large, above the smallest float64.
  holds(fc.property(wide(-480, 500), wide(-480, 500), isExact), 500);
});

test('up to just below 2^996', () => {
  holds(fc.property(wide(995, 996), wide(-900, 20), isExact));
  holds(fc.property(wide(-900, 20), wide(995, 996), isExact));
  expect(isExact(-(2 ** 996 - 2 ** 943), 1 + 2 ** -52)).toBe(true);
});

test('2^997 is out of range: the splitting overflows', () => {
  expect(twoProductError(2 ** 997, 1, 2 ** 997)).toBeNaN();
  expect(twoProductError(1, 2 ** 997, 2 ** 997)).toBeNaN();
});
