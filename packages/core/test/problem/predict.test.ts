import { describe, expect, test } from 'vitest';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { columns } from '../../src/bases/columns.js';
import { monomial } from '../../src/bases/monomial.js';
import { decimals } from '../../src/double-double/decimals.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { curveAt, predict } from '../../src/problem/predict.js';
import { refusal } from '../support/refusal.js';

const line = { model: { basis: columns(['a', 'b']), intercept: true }, theta: fromFloat64(Float64Array.of(1, 2, 3)) };

describe('predict', () => {
  test('is A(x) θ', () => {
    expect([...predict(line, Float64Array.of(10, 100, 20, 200))]).toEqual([321, 641]);
    expect([
      ...predict(
        { ...line, model: { ...line.model, intercept: false }, theta: fromFloat64(Float64Array.of(2, 3)) },
        Float64Array.of(10, 100),
      ),
    ]).toEqual([320]);
    expect([...predict(line, new Float64Array(0))]).toEqual([]);
  });

  test('is the float64 nearest to the value, even when float64 would cancel', () => {
    const model = { basis: monomial({ degree: 2 }), intercept: true };
    // (x − 1000)² at x = 1000 + 2⁻²⁰, from its powers.
    expect([
      ...predict({ model, theta: fromFloat64(Float64Array.of(1e6, -2000, 1)) }, Float64Array.of(1000 + 2 ** -20)),
    ]).toEqual([2 ** -40]);
  });

  test('takes rows, with both halves of each number', () => {
    expect([...predict(line, [[10, 100], Float64Array.of(20, 200)])]).toEqual([321, 641]);
    const model = { basis: columns(['a', 'b']), intercept: false };
    const theta = fromFloat64(Float64Array.of(1, -1));
    const rows = [decimals(['1700000000000000001', '1700000000000000000'])];
    expect([...predict({ model, theta }, rows)]).toEqual([1]);
    expect(predict(line, [])).toEqual(new Float64Array(0));
  });

  test('refuses rows of another length, however many numbers they hold together', () => {
    const six = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(refusal(() => predict(line, six))).toEqual({ code: 'SHAPE_MISMATCH', argument: 'x', row: 0, value: 3 });
    expect(refusal(() => predict(line, [[1], [2]]))).toMatchObject({ code: 'SHAPE_MISMATCH', value: 1 });
  });

  test('refuses shapes that do not belong to the model', () => {
    expect(refusal(() => predict(line, new Float64Array(3)))).toEqual({
      code: 'SHAPE_MISMATCH',
      argument: 'x',
      value: 3,
    });
    for (const length of [2, 4]) {
      expect(
        refusal(() => predict({ ...line, theta: fromFloat64(new Float64Array(length)) }, new Float64Array(4))),
      ).toEqual({
        code: 'SHAPE_MISMATCH',
        argument: 'theta',
        value: 4,
      });
    }
  });

  test.each([NaN, Infinity, -Infinity])('refuses %s with row, column and name', (value) => {
    const x = Float64Array.of(1, 2, 3, value);
    expect(refusal(() => predict(line, x))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'x',
      row: 1,
      column: 1,
      value,
    });
    expect(() => predict(line, x)).toThrow("'b'");
    expect(refusal(() => predict(line, Float64Array.of(1, 2, value, 4)))).toMatchObject({ row: 1, column: 0 });
    expect(refusal(() => predict(line, Float64Array.of(value, 2)))).toMatchObject({ row: 0, column: 0 });
  });

  test('refuses x whose features overflow', () => {
    const model = { basis: chebyshev({ degree: 2, domain: [0, 1] }), intercept: true };
    expect(
      refusal(() => predict({ model, theta: fromFloat64(Float64Array.of(1, 1, 1)) }, Float64Array.of(0, 1e200))),
    ).toMatchObject({
      code: 'NON_FINITE_INPUT',
      row: 1,
      column: 2,
    });
  });

  test('gives what float64 can hold, whatever x and θ are on the way', () => {
    const through = (slope: number, exponent: number) => ({
      model: { basis: columns(['a']), intercept: false },
      theta: { ...fromFloat64(Float64Array.of(slope)), exponents: Float64Array.of(exponent) },
    });
    // Double-double splits its factors, which overflows from 2⁹⁹⁶ on.
    expect([...predict(through(0.5, 0), Float64Array.of(1e300, 1.7e308, 5e-324, 1e-323))]).toEqual([
      5e299, 8.5e307, 0, 5e-324,
    ]);
    expect([...predict(through(3, 1100), Float64Array.of(2 ** -1074, 2 ** -600))]).toEqual([3 * 2 ** 26, 3 * 2 ** 500]);
    expect([...predict(through(3, -1100), Float64Array.of(2 ** 1000))]).toEqual([3 * 2 ** -100]);
    const difference = { ...line, theta: fromFloat64(Float64Array.of(1e308, 1e308, -1e308)) };
    expect([...predict(difference, Float64Array.of(15, 16))]).toEqual([0]);
  });

  test('refuses the row whose prediction is beyond float64, and coefficients that are none', () => {
    const steep = { ...line, theta: fromFloat64(Float64Array.of(0, 1e300, 0)) };
    const x = Float64Array.of(1, 1, 1e10, 1, -1e10, 1);
    expect(refusal(() => predict(steep, x))).toEqual({ code: 'OUT_OF_RANGE', argument: 'x', row: 1, value: Infinity });
    expect([...curveAt(steep, x)]).toEqual([1e300, Infinity, -Infinity]);
    const none = { ...line, theta: fromFloat64(Float64Array.of(1, NaN, 2)) };
    expect(refusal(() => predict(none, x))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'theta',
      row: 1,
      value: NaN,
    });
    expect(() => predict(none, x)).toThrow("'a'");
  });

  test('a model of the intercept alone takes no column', () => {
    const constant = { model: { basis: columns([]), intercept: true }, theta: fromFloat64(Float64Array.of(3)) };
    expect([...predict(constant, new Float64Array(0))]).toEqual([]);
  });
});

test('a model without columns of x takes none', () => {
  const constant = { model: { basis: columns([]), intercept: true }, theta: fromFloat64(Float64Array.of(2)) };
  expect(predict(constant, new Float64Array(0))).toEqual(new Float64Array(0));
  expect(refusal(() => predict(constant, Float64Array.of(1)))).toMatchObject({ code: 'SHAPE_MISMATCH', argument: 'x' });
});
