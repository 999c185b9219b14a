import { describe, expect, test } from 'vitest';
import { columns } from '../../src/bases/columns.js';
import type { Problem } from '../../src/contracts/problem.js';
import { squared } from '../../src/losses/squared.js';
import { checkProblem } from '../../src/problem/check-problem.js';
import { refusal } from '../support/refusal.js';

const good: Problem = {
  x: Float64Array.of(1, 2, 3, 4, 5, 6),
  y: Float64Array.of(1, 2, 3),
  weights: Float64Array.of(1, 0, 2),
  model: { basis: columns(['a', 'b']), intercept: true },
  loss: squared({ reduction: 'sum' }),
};

const refused = (change: Record<string, unknown>) => refusal(() => checkProblem({ ...good, ...change }));
const replaced = (array: Float64Array, index: number, value: number) =>
  array.map((old, i) => (i === index ? value : old));

describe('checkProblem', () => {
  test('accepts what is well formed', () => {
    const { weights, ...unweighted } = good;
    expect(weights).toBeDefined();
    for (const problem of [
      good,
      unweighted,
      { ...good, x: new Float64Array(0), model: { basis: columns([]), intercept: true } },
      { ...good, model: { basis: columns(['a', 'b']), intercept: false } },
    ]) {
      expect(() => checkProblem(problem)).not.toThrow();
    }
  });

  test.each(['x', 'y', 'weights'])('%s must be a Float64Array', (argument) => {
    for (const value of [[1, 2, 3], Float32Array.of(1, 2, 3), null, '123']) {
      expect(refused({ [argument]: value })).toEqual({ code: 'INVALID_INPUT', argument, value });
    }
  });

  test('y must not be empty', () => {
    expect(refused({ y: new Float64Array(0), x: new Float64Array(0) })).toEqual({
      code: 'NO_OBSERVATIONS',
      argument: 'y',
    });
  });

  test.each([
    ['x', 5],
    ['x', 7],
    ['x', 3],
    ['weights', 2],
    ['weights', 4],
  ])('%s of length %i does not belong to 3 rows', (argument, length) => {
    expect(refused({ [argument]: new Float64Array(length).fill(1) })).toEqual({
      code: 'SHAPE_MISMATCH',
      argument,
      value: length,
    });
  });

  test('a model needs a coefficient', () => {
    expect(refused({ x: new Float64Array(0), model: { basis: columns([]), intercept: false } })).toEqual({
      code: 'SHAPE_MISMATCH',
      argument: 'model',
      value: 0,
    });
  });

  test.each([NaN, Infinity, -Infinity])('%s is refused in every cell of x, y and weights', (value) => {
    for (let index = 0; index < 6; index++) {
      expect(refused({ x: replaced(good.x, index, value) })).toEqual({
        code: 'NON_FINITE_INPUT',
        argument: 'x',
        row: Math.floor(index / 2),
        column: index % 2,
        value,
      });
    }
    for (const argument of ['y', 'weights'] as const) {
      for (let row = 0; row < 3; row++) {
        expect(refused({ [argument]: replaced(good[argument]!, row, value) })).toEqual({
          code: 'NON_FINITE_INPUT',
          argument,
          row,
          column: 0,
          value,
        });
      }
    }
  });

  test('a message about x names the column', () => {
    expect(() => checkProblem({ ...good, x: replaced(good.x, 3, NaN) })).toThrow(/x.*1.*1.*'b'.*NaN/);
    expect(() => checkProblem({ ...good, y: replaced(good.y, 2, NaN) })).toThrow(/y.*2.*NaN/);
    expect(() => checkProblem({ ...good, y: replaced(good.y, 2, NaN) })).not.toThrow(/column/);
  });

  test('weights must not be negative, and one must be positive', () => {
    expect(refused({ weights: Float64Array.of(1, -0.5, -1) })).toEqual({
      code: 'NEGATIVE_WEIGHT',
      argument: 'weights',
      row: 1,
      value: -0.5,
    });
    expect(refused({ weights: Float64Array.of(-5e-324, 1, 1) })).toMatchObject({ code: 'NEGATIVE_WEIGHT', row: 0 });
    expect(refused({ weights: Float64Array.of(0, 0, -0) })).toEqual({ code: 'NO_OBSERVATIONS', argument: 'weights' });
    expect(() => checkProblem({ ...good, weights: Float64Array.of(0, 0, 5e-324) })).not.toThrow();
  });

  test.each([
    ['x', 6],
    ['y', 3],
    ['weights', 3],
  ] as const)('low halves of %s are as many, and less than rounding leaves', (name, length) => {
    const half = (index: number, value: number) => replaced(new Float64Array(length), index, value);
    const argument = `low.${name}`;
    expect(() => checkProblem({ ...good, low: { [name]: half(0, good[name]![0]! * 2 ** -54) } })).not.toThrow();
    for (const other of [length - 1, length + 1]) {
      expect(refused({ low: { [name]: new Float64Array(other) } })).toEqual({
        code: 'SHAPE_MISMATCH',
        argument,
        value: other,
      });
    }
    const columns = length / 3;
    for (const index of [0, length - 1]) {
      const [row, column] = [Math.floor(index / columns), index % columns];
      for (const value of [1e-3, -1e-3, NaN]) {
        expect(refused({ low: { [name]: half(index, value) } })).toEqual({
          code: 'INVALID_INPUT',
          argument,
          row,
          column,
          value,
        });
      }
    }
  });

  test('low halves of weights that are not given are refused', () => {
    const { weights, ...unweighted } = good;
    expect(weights).toBeDefined();
    expect(refusal(() => checkProblem({ ...unweighted, low: { weights: new Float64Array(3) } }))).toMatchObject({
      code: 'SHAPE_MISMATCH',
      argument: 'low.weights',
    });
  });

  test('a low half may be as large as rounding leaves, and no larger', () => {
    const withLow = (value: number) => () =>
      checkProblem({ ...good, y: Float64Array.of(1, 1, 1), low: { y: Float64Array.of(0, value, 0) } });
    expect(withLow(2 ** -54)).not.toThrow();
    // Below a power of two float64 is twice as dense.
    expect(withLow(1.5 * 2 ** -54)).not.toThrow();
    expect(refusal(withLow(-1.5 * 2 ** -54))).toMatchObject({ code: 'INVALID_INPUT', argument: 'low.y', row: 1 });
    expect(refusal(withLow(2 ** -52))).toMatchObject({ code: 'INVALID_INPUT', argument: 'low.y', row: 1 });
  });
});
