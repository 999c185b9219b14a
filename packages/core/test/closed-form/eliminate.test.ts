import { describe, expect, test } from 'vitest';
import { eliminate } from '../../src/closed-form/eliminate.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { refusal } from '../support/refusal.js';

/** u of sums in double-double, as `U_EXTENDED` says: 32 u². */
const U_EXTENDED = 2 ** -101;
/** What float64 cannot tell from 0 in two rows of two: τ = 2 · 2u. */
const NEAR = 2 ** -51;

/** C θ = d from rows [c₁ … c_p, d]. */
const equations = (rows: readonly (readonly number[])[], error = 0, low = 0) => ({
  matrix: fromFloat64(Float64Array.from(rows.flatMap((row) => row.slice(0, -1)))),
  values: {
    hi: Float64Array.from(rows, (row) => row.at(-1)!),
    // Of the last value.
    lo: Float64Array.from(rows, (_, k) => (k === rows.length - 1 ? low : 0)),
  },
  error,
});

describe('eliminate', () => {
  /** θ₀ = 2 − θ₁/2 and θ₂ = 1 + θ₁/2. */
  const byHand = [
    [1, 1, -1, 1],
    [6, 3, 0, 12],
  ];

  test('by hand: pivots 6 in the second row, then −1', () => {
    const { dimension, matrix, offset } = eliminate(equations(byHand), 3);
    expect(dimension).toBe(1);
    // + 0 makes 0 of −0.
    expect([...matrix.hi, ...matrix.lo].map((value) => value + 0)).toEqual([-0.5, 1, 0.5, 0, 0, 0]);
    expect([...offset.hi, ...offset.lo].map((value) => value + 0)).toEqual([2, 0, 1, 0, 0, 0]);
  });

  test('brings the row of the pivot where it belongs, past one with a 0 there', () => {
    const { dimension, offset } = eliminate(
      equations([
        [0, 1, 3],
        [6, 3, 12],
      ]),
      2,
    );
    expect(dimension).toBe(0);
    expect([...offset.hi]).toEqual([0.5, 3]);
  });

  test.each([0, 2 ** -97])('has an error of κ∞(C_B)(8 q u + p · %s)', (error) => {
    // C_B = [1, −1; 1.5, 0], rows scaled by 1 and 1/4, with inverse [0, 2/3; −1, 2/3]: κ∞ = 2 · 5/3.
    const bound = (10 / 3) * (8 * 2 * U_EXTENDED + 3 * error);
    expect(eliminate(equations(byHand, error), 3).error / bound).toBeCloseTo(1, 12);
  });

  describe('for rows with an error, relative to 1, of 2⁻¹⁰', () => {
    const error = 2 ** -10;

    test('an entry counts as 0 up to the error of the row and that of the pivot’s', () => {
      const rest = (entry: number, value: number) =>
        eliminate(
          equations(
            [
              [1, 1, 8],
              [1, 1 + entry, value],
            ],
            error,
          ),
          2,
        ).dimension;
      expect(rest(2 ** -9, 8)).toBe(1);
      expect(rest(2 ** -9 * 1.01, 8)).toBe(0);
      // Values are no part of C, however large they become.
      expect(rest(2 ** -9 * 1.01, -8)).toBe(0);
    });

    test('a value does, relative to its own size', () => {
      const redundant = (value: number) =>
        equations(
          [
            [1, 1, 1],
            [1, 1, value],
          ],
          error,
        );
      // 1 + 1 is the size.
      expect(eliminate(redundant(1 + 2 ** -8), 2).dimension).toBe(1);
      expect(refusal(() => eliminate(redundant(1 + 2 ** -8 * 1.01), 2))).toMatchObject({
        code: 'INCONSISTENT_CONSTRAINTS',
        argument: 'constraints',
        row: 1,
      });
    });

    test('the error grows with the largest entry that elimination meets', () => {
      // −1.5 − 1.5 = −3.
      const dimension = (entry: number) =>
        eliminate(
          equations(
            [
              [1.5, 1.5, 0, 0],
              [1.5, -1.5, 0, 0],
              [1.5, 1.5, entry, 0],
            ],
            error,
          ),
          3,
        ).dimension;
      expect([dimension(3 * 2 ** -10), dimension(3.01 * 2 ** -10)]).toEqual([1, 0]);
    });
  });

  test('exact rows contradict each other when values differ by more than 8 q roundings of their size', () => {
    const redundant = (low: number) =>
      equations(
        [
          [1, 1, 2 ** 10],
          [1, 1, 2 ** 10],
        ],
        0,
        low,
      );
    // 8 · 2 · 2⁻¹⁰¹ of 2¹⁰ + 2¹⁰.
    expect(eliminate(redundant(2 ** -86), 2).dimension).toBe(1);
    expect(refusal(() => eliminate(redundant(2 ** -85), 2)).code).toBe('INCONSISTENT_CONSTRAINTS');
  });

  test('rows that float64 cannot tell from dependent ones are refused: below its threshold of what cancels', () => {
    // The entry that is left is a sum of 0.875 and 1.75 · 0.5 in size; the threshold is NEAR of that.
    const rows = (steps: number) =>
      equations([
        [1.75, 0.875, 1],
        [1.75, 0.875 + steps * 2 ** -53, 1],
      ]);
    const most = Math.floor((NEAR * 1.75) / 2 ** -53);
    expect(refusal(() => eliminate(rows(most), 2))).toMatchObject({ code: 'INCONSISTENT_CONSTRAINTS', row: 1 });
    expect(eliminate(rows(most + 1), 2).dimension).toBe(0);
  });
});
