import { describe, expect, test } from 'vitest';
import { decimals } from '../../../src/double-double/decimals.js';
import { fromFloat64 } from '../../../src/double-double/double-double-array.js';
import { joinRows } from '../../../src/problem/inputs/join-rows.js';
import { refusal } from '../../support/refusal.js';

describe('joinRows', () => {
  test('writes row after row', () => {
    expect(joinRows([[1, 2], [3, 4], Float64Array.of(5, 6)], 'x')).toEqual(
      fromFloat64(Float64Array.of(1, 2, 3, 4, 5, 6)),
    );
    expect(joinRows([], 'x')).toEqual(fromFloat64(new Float64Array(0)));
    expect(joinRows([[], []], 'x')).toEqual(fromFloat64(new Float64Array(0)));
  });

  test('keeps both halves of each row', () => {
    const [first, second] = [decimals(['0.1', '0.2']), decimals(['1700000000000000001', '3'])];
    expect(joinRows([first, [1, 2], second], 'x')).toEqual({
      hi: Float64Array.of(...first.hi, 1, 2, ...second.hi),
      lo: Float64Array.of(...first.lo, 0, 0, ...second.lo),
      error: 2 ** -106,
    });
  });

  test.each([
    [[[1, 2], [3, 4], [5]], 2, 1],
    [[[1], [3, 4]], 1, 2],
    [[[], [3]], 1, 1],
  ])('refuses ragged rows: %j', (rows, row, value) => {
    expect(refusal(() => joinRows(rows, 'x'))).toEqual({ code: 'SHAPE_MISMATCH', argument: 'x', row, value });
  });

  test('names row and column of what is not a number', () => {
    const rows = [
      [1, 2],
      [3, '4' as unknown as number],
    ];
    expect(refusal(() => joinRows(rows, 'x'))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'x',
      row: 1,
      column: 1,
      value: '4',
    });
    expect(refusal(() => joinRows([[1], 5 as unknown as number[]], 'x'))).toMatchObject({
      argument: 'x',
      row: 1,
      value: 5,
    });
  });
});
