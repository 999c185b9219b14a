import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoSumError } from '../../src/double-double/two-sum-error.js';
import { wide } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

const isExact = (a: number, b: number) =>
  Rational.sum(a, b)
    .minus(Rational.sum(a + b, twoSumError(a, b, a + b)))
    .isZero();

test('a + b = s + e exactly, at any distance of the exponents', () => {
  holds(fc.property(wide(-60, 60), wide(-60, 60), isExact), 500);
  holds(fc.property(wide(-1074, 1022), wide(-1074, 1022), isExact), 500);
});

test('near cancellation and at the edges of the range', () => {
  holds(fc.property(wide(0, 4), wide(-4, 4), (a, b) => isExact(a, -a * (1 + b * 2 ** -45))));
  for (const [a, b] of [
    [1, 2 ** -53],
    [1, -(2 ** -54)],
    [2 ** -1074, 1],
    [2 ** 1023, 2 ** 900],
    [0, -3],
  ] as const) {
    expect(isExact(a, b)).toBe(true);
  }
});
