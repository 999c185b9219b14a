import { describe, expect, test } from 'vitest';
import { columns } from '../../src/bases/columns.js';
import { monomial } from '../../src/bases/monomial.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { materialise } from '../../src/problem/materialise.js';
import { refusal } from '../support/refusal.js';

const x = (...values: number[]) => fromFloat64(Float64Array.from(values));

describe('materialise', () => {
  test('puts a column of ones first, if there is an intercept', () => {
    const basis = monomial({ degree: 2 });
    expect([...materialise({ basis, intercept: true }, x(2, 3), 2).hi]).toEqual([1, 2, 4, 1, 3, 9]);
    expect([...materialise({ basis, intercept: false }, x(2, 3), 2).hi]).toEqual([2, 4, 3, 9]);
  });

  test('keeps the low parts', () => {
    const third = 1 / 3;
    const { hi, lo } = materialise({ basis: monomial({ degree: 2 }), intercept: true }, x(third), 1);
    expect(hi[2]).toBe(third * third);
    expect(lo[2]).not.toBe(0);
    const pair = { hi: Float64Array.of(1), lo: Float64Array.of(2 ** -60) };
    expect([...materialise({ basis: columns(['a']), intercept: false }, pair, 1).lo]).toEqual([2 ** -60]);
  });

  test('a model of the intercept alone', () => {
    expect([...materialise({ basis: columns([]), intercept: true }, x(), 3).hi]).toEqual([1, 1, 1]);
  });

  test('refuses powers that overflow, with row and column', () => {
    const model = { basis: monomial({ degree: 4 }), intercept: true };
    expect(refusal(() => materialise(model, x(1, 1e200), 2))).toMatchObject({
      code: 'NON_FINITE_INPUT',
      argument: 'x',
      row: 1,
      column: 2,
      value: expect.any(Number) as number,
    });
    expect(refusal(() => materialise({ ...model, intercept: false }, x(1, 1, 1e200), 3))).toMatchObject({
      row: 2,
      column: 1,
    });
    expect(() => materialise(model, x(1, 1e200), 2)).toThrow("'x^2'");
    expect(() => materialise({ ...model, intercept: false }, x(1e200), 1)).toThrow("'x^2'");
  });

  test('refuses products from 2^996 on, whose low part is lost', () => {
    const model = { basis: monomial({ degree: 2 }), intercept: false };
    expect(refusal(() => materialise(model, x(2 ** 997), 1))).toMatchObject({ row: 0, column: 0 });
    expect(refusal(() => materialise(model, x(-(2 ** 600)), 1))).toMatchObject({ row: 0, column: 1 });
    expect(materialise(model, x(2 ** 495), 1).hi[1]).toBe(2 ** 990);
  });

  test('refuses an infinite high part beside a finite low part', () => {
    const pair = { hi: Float64Array.of(1, Infinity), lo: Float64Array.of(0, 0) };
    expect(refusal(() => materialise({ basis: columns(['a']), intercept: false }, pair, 2))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'x',
      row: 1,
      column: 0,
      value: Infinity,
    });
  });
});
