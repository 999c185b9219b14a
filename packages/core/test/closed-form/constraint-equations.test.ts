import { describe, expect, test } from 'vitest';
import { monomial } from '../../src/bases/monomial.js';
import { constraintEquations } from '../../src/closed-form/constraint-equations.js';
import type { EqualityConstraint } from '../../src/contracts/problem.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { refusal } from '../support/refusal.js';

/** u of sums in double-double, as `U_EXTENDED` says: 32 u². */
const U_EXTENDED = 2 ** -101;

const dd = (...values: number[]) => fromFloat64(Float64Array.from(values));
const equation = (coefficients: number[], value: number): EqualityConstraint => ({
  coefficients: dd(...coefficients),
  value: dd(value),
});
const through = (x: number, derivative: 0 | 1, value = 0): EqualityConstraint => ({
  at: dd(x),
  derivative,
  value: dd(value),
});

const model = { basis: monomial({ degree: 2 }), intercept: true } as const;
const own = { model, changeOfBasis: undefined, changeErrors: undefined };
/** [1, x, x²] with columns divided by 1, 2 and 4. */
const where = { ...own, columnScales: Float64Array.of(1, 2, 4) };

describe('constraintEquations', () => {
  test('of coefficients in the user’s own basis have no error', () => {
    const { matrix, values, error } = constraintEquations([equation([1, 3, -2], 5), equation([0, 0, 6], 7)], where);
    expect(matrix).toEqual(dd(1, 3 / 2, -2 / 4, 0, 0, 6 / 4));
    expect(values).toEqual(dd(5, 7));
    expect(error).toBe(0);
  });

  test('of a value or a slope at a point are off by p² roundings', () => {
    // [1, 3, 9] and [0, 1, 6].
    const { matrix, error } = constraintEquations([through(3, 0), through(3, 1)], where);
    expect(matrix).toEqual(dd(1, 3 / 2, 9 / 4, 0, 1 / 2, 6 / 4));
    expect(error).toBe(9 * U_EXTENDED);
  });

  test('have the largest of their errors, wherever it is', () => {
    const given = [through(3, 0), equation([1, 3, -2], 5)];
    for (const constraints of [given, given.toReversed()]) {
      expect(constraintEquations(constraints, where).error).toBe(9 * U_EXTENDED);
    }
  });

  describe('in a changed basis', () => {
    const changed = (entries: number[], errors: number[]) => ({
      ...where,
      changeOfBasis: dd(...entries),
      changeErrors: Float64Array.from(errors),
    });

    test('are (c M)/c, off by what M is off by and the rounding of p terms, relative to the largest entry', () => {
      // c M = [2 − 3, 0, 8 − 3 · 4] = [−1, 0, −4], over the scales [−1, 0, −1].
      const M = [2, 1.5, 8, 0, 0, 0, 1, 0.5, 4];
      const { matrix, error } = constraintEquations(
        [equation([1, 5, -3], 2)],
        changed(M, new Array<number>(9).fill(0)),
      );
      expect(matrix).toEqual(dd(-1, 0, -1));
      // Terms of the columns: 2 + 3, 1.5 + 1.5 and 8 + 12; over the scales 5, 1.5 and 5; times (p + 2) roundings.
      expect(error).toBe(5 * 5 * U_EXTENDED);
    });

    test('count the errors of M by the size of the coefficients', () => {
      // Column 1: |1| · 2⁻³⁰ + |−4| · 2⁻³², over its scale 2, beside an entry of 1 · 4/2 = 2: 2⁻³¹ of 2. What else there
      // is, 3 · 2⁻⁹⁹ at most, is below half an ulp of it.
      const errors = [0, 2 ** -30, 0, 0, 0, 0, 0, 2 ** -32, 0];
      const { error } = constraintEquations([equation([1, 0, -4], 2)], changed([1, 4, 0, 0, 0, 0, 0, 0, 0], errors));
      expect(error).toBe(2 ** -31);
    });

    test('add both up', () => {
      // Of column 0: (p + 2) · 2⁻¹⁰¹ · 4 + 2⁻¹⁰⁰, beside 4.
      const { error } = constraintEquations(
        [equation([1, 0, 0], 2)],
        changed([4, 0, 0, 0, 0, 0, 0, 0, 0], [2 ** -100, 0, 0, 0, 0, 0, 0, 0, 0]),
      );
      expect(error).toBe((5 * 4 * U_EXTENDED + 2 ** -100) / 4);
    });

    test('of nothing but zeros have no error', () => {
      expect(
        constraintEquations(
          [equation([0, 0, 0], 0)],
          changed(new Array<number>(9).fill(1), new Array<number>(9).fill(0)),
        ).error,
      ).toBe(0);
    });
  });

  test('beyond float64’s range in the units of the data are refused', () => {
    const tiny = { ...own, columnScales: Float64Array.of(1, 2 ** -600, 1) };
    expect(refusal(() => constraintEquations([equation([0, 2 ** 500, 0], 1)], tiny))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'constraints',
    });
  });
});
