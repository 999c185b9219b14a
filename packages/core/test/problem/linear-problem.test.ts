import { describe, expect, test } from 'vitest';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { refusal } from '../support/refusal.js';

describe('linearProblem', () => {
  test('takes rows, or one row-major array', () => {
    const rows = linearProblem({
      x: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      y: [1, 2, 3],
    });
    const flat = linearProblem({ x: Float64Array.of(1, 2, 3, 4, 5, 6), y: [1, 2, 3] });
    for (const problem of [rows, flat]) {
      expect(problem.x).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
      expect(problem.model.basis.specification).toEqual({ name: 'columns', variables: ['x1', 'x2'] });
      expect(problem.model.intercept).toBe(true);
    }
  });

  test('names the columns x1, x2, …, a single one x, or as told', () => {
    expect(linearProblem({ x: [[1], [3]], y: [1, 2] }).model.basis.names).toEqual(['x']);
    expect(linearProblem({ x: Float64Array.of(1, 3), y: [1, 2] }).model.basis.names).toEqual(['x']);
    expect(linearProblem({ x: [[1, 2, 3]], y: [1] }).model.basis.names).toEqual(['x1', 'x2', 'x3']);
    expect(linearProblem({ x: [[1, 2]], y: [1], names: ['b', 'a'] }).model.basis.names).toEqual(['b', 'a']);
    expect(linearProblem({ x: [[1]], y: [1], names: ['b'] }).model.basis.names).toEqual(['b']);
  });

  test('an intercept alone is a model', () => {
    expect(linearProblem({ x: [[], []], y: [1, 2] }).model.basis.size).toBe(0);
    expect(linearProblem({ x: new Float64Array(0), y: [1, 2] }).model.basis.size).toBe(0);
  });

  test.each([
    ['a row-major array that is no multiple of the rows', Float64Array.of(1, 2, 3), 'x', 3],
    ['too few rows', [[1, 2]], 'x', 1],
    [
      'too many rows',
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      'x',
      3,
    ],
    ['no row', [], 'x', 0],
    ['too many empty rows', [[], [], []], 'x', 3],
  ])('refuses %s', (_, x, argument, value) => {
    expect(refusal(() => linearProblem({ x, y: [1, 2] }))).toEqual({
      code: 'SHAPE_MISMATCH',
      argument,
      value,
    });
  });

  test('refuses ragged rows and cells that are not numbers, with the row', () => {
    expect(refusal(() => linearProblem({ x: [[1, 2], [3]], y: [1, 2] }))).toEqual({
      code: 'SHAPE_MISMATCH',
      argument: 'x',
      row: 1,
      value: 1,
    });
    expect(refusal(() => linearProblem({ x: [[1], [null as unknown as number]], y: [1, 2] }))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'x',
      row: 1,
      column: 0,
      value: null,
    });
  });

  test('refuses names that do not belong to the columns', () => {
    for (const names of [['a'], ['a', 'b', 'c'], []]) {
      expect(
        refusal(() =>
          linearProblem({
            x: [
              [1, 2],
              [3, 4],
            ],
            y: [1, 2],
            names,
          }),
        ),
      ).toEqual({
        code: 'SHAPE_MISMATCH',
        argument: 'names',
        value: names.length,
      });
    }
    expect(refusal(() => linearProblem({ x: [[1, 2]], y: [1], names: ['a', 'a'] }))).toEqual({
      code: 'DUPLICATE_NAME',
      argument: 'names',
      value: 'a',
    });
  });

  test('refuses data without rows', () => {
    const empty = { code: 'NO_OBSERVATIONS', argument: 'y' };
    expect(refusal(() => linearProblem({ x: [], y: [] }))).toEqual(empty);
    expect(refusal(() => linearProblem({ x: [[1, 2]], y: [] }))).toEqual(empty);
    expect(refusal(() => linearProblem({ x: Float64Array.of(1, 2), y: [], names: ['a', 'b'] }))).toEqual(empty);
    expect(refusal(() => linearProblem({ x: [], y: [], names: ['a'] }))).toEqual(empty);
    expect(refusal(() => linearProblem({ x: Float64Array.of(1, 2), y: [] }))).toEqual(empty);
  });

  test('names row, column and value of what is not finite', () => {
    expect(
      refusal(() =>
        linearProblem({
          x: [
            [1, 2],
            [3, NaN],
          ],
          y: [1, 2],
        }),
      ),
    ).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'x',
      row: 1,
      column: 1,
      value: NaN,
    });
  });
});
