import { expect, test } from 'vitest';
import { powersOfAColumn } from '../../src/closed-form/powers-of-a-column.js';

const table = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());

test('columns that are x, x², …, in any order', () => {
  expect(
    powersOfAColumn(
      table([
        [4, 2],
        [9, -3],
        [0.01, 0.1],
      ]),
      2,
    ),
  ).toEqual({ column: 1, degree: 2 });
  const x = [0.1, -1.7, 1e-3, 12345.678];
  const rows = x.map((value) => [value, value ** 3, value * value]);
  expect(powersOfAColumn(table(rows), 3)).toEqual({ column: 0, degree: 3 });
});

test('to the rounding of multiplications, and no more', () => {
  const x = [0.1, 0.7, 1.3];
  const off = (relative: number) => table(x.map((value) => [value, value ** 2 * (1 + relative)]));
  // 2d = 4 roundings of 2⁻⁵³; the product itself has one.
  expect(powersOfAColumn(off(2 ** -52), 2)).toEqual({ column: 0, degree: 2 });
  expect(powersOfAColumn(off(2 ** -49), 2)).toBeUndefined();
});

test('not one column, not powers with a gap, not the same power twice, not what overflows', () => {
  expect(powersOfAColumn(table([[2], [3]]), 1)).toBeUndefined();
  expect(
    powersOfAColumn(
      table([
        [2, 8],
        [3, 27],
      ]),
      2,
    ),
  ).toBeUndefined();
  expect(
    powersOfAColumn(
      table([
        [2, 2],
        [3, 3],
      ]),
      2,
    ),
  ).toBeUndefined();
  expect(
    powersOfAColumn(
      table([
        [1e200, 1],
        [2, 4],
      ]),
      2,
    ),
  ).toBeUndefined();
});

test('zeros and ones have themselves as powers', () => {
  expect(
    powersOfAColumn(
      table([
        [0, 0],
        [1, 1],
        [2, 4],
      ]),
      2,
    ),
  ).toEqual({ column: 0, degree: 2 });
});
