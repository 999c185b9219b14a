import { describe, expect, test } from 'vitest';
import { toRowMajor } from '../../src/problem/to-row-major.js';
import { refusal } from '../support/refusal.js';

describe('toRowMajor', () => {
  test('writes row after row', () => {
    expect(toRowMajor([[1, 2], [3, 4], Float64Array.of(5, 6)], 'x')).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
    expect(toRowMajor([], 'x')).toEqual(new Float64Array(0));
    expect(toRowMajor([[], []], 'x')).toEqual(new Float64Array(0));
  });

  test.each([
    [[[1, 2], [3, 4], [5]], 2, 1],
    [[[1], [3, 4]], 1, 2],
    [[[], [3]], 1, 1],
  ])('refuses ragged rows: %j', (rows, row, value) => {
    expect(refusal(() => toRowMajor(rows, 'x'))).toEqual({ code: 'SHAPE_MISMATCH', argument: 'x', row, value });
  });

  test('names row and column of what is not a number', () => {
    const rows = [
      [1, 2],
      [3, '4' as unknown as number],
    ];
    expect(refusal(() => toRowMajor(rows, 'x'))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'x',
      row: 1,
      column: 1,
      value: '4',
    });
    expect(refusal(() => toRowMajor([[1], 5 as unknown as number[]], 'x'))).toMatchObject({
      argument: 'x',
      row: 1,
      value: 5,
    });
  });
});
