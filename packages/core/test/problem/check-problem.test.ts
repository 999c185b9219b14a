import { describe, expect, test } from 'vitest';
import { columns } from '../../src/bases/columns.js';
import type { Problem } from '../../src/contracts/problem.js';
import { squared } from '../../src/losses/squared.js';
import { checkProblem } from '../../src/problem/check-problem.js';
import { refusal } from '../support/refusal.js';
import { transferred } from '../support/transferred.js';

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
    const proxy = new Proxy(Float64Array.of(1, 2, 3), {});
    for (const value of [[1, 2, 3], Float32Array.of(1, 2, 3), null, '123', proxy, transferred()]) {
      const refusal = refused({ [argument]: value });
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', argument });
      expect(refusal['value']).toBe(value);
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
        const place = name === 'x' ? { row, column } : { row };
        expect(refused({ low: { [name]: half(index, value) } })).toEqual({
          code: 'INVALID_INPUT',
          argument,
          ...place,
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

  test('a model, a loss and a penalty must be such', () => {
    for (const [change, argument] of [
      [{ model: null }, 'model'],
      [{ model: {} }, 'basis'],
      [{ model: { ...good.model, basis: 'monomial' } }, 'basis'],
      [{ model: { ...good.model, basis: { ...good.model.basis, size: 1.5 } } }, 'basis'],
      [{ model: { ...good.model, basis: { ...good.model.basis, names: ['a'] } } }, 'basis'],
      [{ model: { ...good.model, basis: { ...good.model.basis, evaluate: undefined } } }, 'basis'],
      [{ model: { ...good.model, intercept: 'yes' } }, 'intercept'],
      [{ loss: undefined }, 'loss'],
      [{ loss: {} }, 'loss'],
      [{ penalty: { name: 'ridge' } }, 'penalty'],
    ] as const) {
      expect(refused(change)).toMatchObject({ code: 'INVALID_OPTION', argument });
    }
    for (const value of [null, undefined, 3, 'problem']) {
      expect(refusal(() => checkProblem(value as unknown as Problem))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'problem',
        value,
      });
    }
  });

  test('what no array can hold is refused with n and p, before any work', () => {
    // (n + p) p = 2²⁹ at p = 2¹⁴ = n: still possible.
    const names = Array.from({ length: 2 ** 14 }, (_, j) => `c${j}`);
    const wide = (rows: number): Problem => ({
      ...good,
      x: new Float64Array(0),
      y: new Float64Array(rows),
      weights: new Float64Array(rows).fill(1),
      model: { basis: { ...columns([]), size: names.length, names }, intercept: false },
    });
    expect(() => checkProblem(wide(2 ** 14))).not.toThrow();
    expect(refusal(() => checkProblem(wide(2 ** 14 + 1)))).toEqual({
      code: 'TOO_LARGE',
      argument: 'x',
      value: 2 ** 29 + 2 ** 14,
    });
    expect(() => checkProblem(wide(2 ** 14 + 1))).toThrow(/16385.*16384/);
  });

  test('bounds are ascending indices of coefficients', () => {
    for (const nonnegative of [[], [0], [0, 1, 2], [2]]) {
      expect(() => checkProblem({ ...good, nonnegative })).not.toThrow();
    }
    for (const [nonnegative, row, value] of [
      [[3], 0, 3],
      [[-1], 0, -1],
      [[0.5], 0, 0.5],
      [[NaN], 0, NaN],
      [['1'], 0, '1'],
      [[1, 0], 1, 0],
      [[0, 2, 2], 2, 2],
    ] as const) {
      expect(refused({ nonnegative })).toEqual({ code: 'INVALID_OPTION', argument: 'nonnegative', row, value });
    }
    expect(refused({ nonnegative: true })).toEqual({ code: 'INVALID_OPTION', argument: 'nonnegative', value: true });
  });
});
