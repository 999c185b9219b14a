import { expect, test } from 'vitest';
import { domainOf } from '../../src/bases/domain-of.js';
import { refusal } from '../support/refusal.js';

test('is the smallest and the largest x', () => {
  expect(domainOf(Float64Array.of(3, -1, 2))).toEqual([-1, 3]);
  expect(domainOf(Float64Array.of(-1, 3))).toEqual([-1, 3]);
  expect(domainOf(Float64Array.of(7))).toEqual([7, 7]);
});

test('refuses what has none', () => {
  expect(refusal(() => domainOf(new Float64Array(0)))).toEqual({ code: 'NO_OBSERVATIONS', argument: 'x' });
  expect(refusal(() => domainOf(Float64Array.of(1, NaN, Infinity)))).toEqual({
    code: 'NON_FINITE_INPUT',
    argument: 'x',
    row: 1,
    value: NaN,
  });
  expect(refusal(() => domainOf(Float64Array.of(-Infinity)))).toMatchObject({ row: 0, value: -Infinity });
});
