import { describe, expect, test } from 'vitest';
import type { Coordinates } from '../../src/closed-form/coordinates.js';
import { keeping } from '../../src/closed-form/coordinates.js';
import { pose } from '../../src/closed-form/posed-problem.js';
import {
  inverseRootOf,
  toScaled,
  workingCoefficients,
  workingErrors,
} from '../../src/closed-form/working-coefficients.js';
import type { DoubleDoubleArray } from '../../src/double-double/double-double-array.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { scalarFactorization } from '../support/scalar-factorization.js';
import { runSync } from '../../src/fit/steps.js';

const dd = (...values: number[]) => fromFloat64(Float64Array.from(values));

const x = [
  [1, 0],
  [0, 2],
  [0, 0],
];
/** Columns are scaled by 1 and 2, targets by 8. */
const posed = runSync(pose(linearProblem({ x, y: [8, 0, 0], intercept: false })));

interface Found {
  readonly theta: DoubleDoubleArray;
  readonly errors: readonly number[];
  readonly error?: number;
  readonly coordinates?: Coordinates;
  readonly columnScales?: readonly number[];
  readonly atBound?: readonly number[];
  readonly uncertain?: readonly number[];
}

function outcome({ theta, errors, error = 1, coordinates, columnScales = [1, 2], ...bounds }: Found) {
  return {
    system: { ...posed.system, columns: columnScales.length, columnScales: Float64Array.from(columnScales) },
    coordinates,
    factorization: scalarFactorization(0),
    scaled: {
      status: 'converged',
      theta,
      error,
      errors: Float64Array.from(errors),
      fittedError: 0,
      method: 'refinement',
      conditionNumber: 1,
      refinementSteps: 0,
    },
    ...bounds,
  } as const;
}

/** θ̄ = (3, −½) φ̄/4 + (16, −4)/8, off by 2⁻²⁰ of the largest entry of each. */
const line: Coordinates = { dimension: 1, matrix: dd(3, -0.5), offset: dd(16, -4), error: 2 ** -20 };

describe('workingErrors', () => {
  /** θ̄ in units of t/c, which are 8 and 4. */
  const errorsOf = (found: Found, theta: DoubleDoubleArray) => [...workingErrors(posed, outcome(found), theta)];

  test('are those of the scaled coefficients, in their units', () => {
    expect(errorsOf({ theta: dd(1, 1), errors: [2 ** -10, 2 ** -12] }, dd(1, 1))).toEqual([2 ** -10, 2 ** -12]);
  });

  test('belong to coefficients of any size', () => {
    const wide = runSync(
      pose(
        linearProblem({
          x: [
            [2 ** -1000, 0],
            [0, 2 ** 900],
          ],
          y: [2 ** 100, 0],
          intercept: false,
        }),
      ),
    );
    const found = outcome({ theta: dd(1, 1), errors: [0, 0] });
    const { theta } = workingCoefficients(wide, { ...found, system: wide.system });
    expect(theta).toEqual({ ...dd(1, 1), exponents: Float64Array.of(1100, -800) });
  });

  test('count what coordinates bring and their own error', () => {
    const found = { theta: dd(6), errors: [2 ** -10], coordinates: line, columnScales: [4] };
    // Of z: 2⁻²⁰ · 16/8; of Z: 2⁻²⁰ · 3 · 6/4.
    const own = 2 ** -20 * (2 + 4.5);
    expect(errorsOf(found, dd(0, 0))).toEqual([own + (3 / 4) * 2 ** -10, own + (0.5 / 4) * 2 ** -10]);
  });

  test('are finite for a coefficient that has no part in what is unknown', () => {
    const coordinates = { ...line, matrix: dd(3, 0), offset: dd(0, 0), error: 0 };
    const found = { theta: dd(6), errors: [Infinity], coordinates, columnScales: [1] };
    expect(errorsOf(found, dd(6, 0))).toEqual([Infinity, 0]);
  });

  test('count the rounding of θ', () => {
    expect(errorsOf({ theta: dd(1, 0), errors: [0, 0] }, dd(1, 0))).toEqual([2 ** -101, 0]);
  });

  test('of coefficients at their bound are 0 when it is certain that they belong there', () => {
    const found = { theta: dd(6), errors: [0.25], coordinates: keeping([0], 2), columnScales: [1], atBound: [1] };
    expect(errorsOf(found, dd(6, 0))).toEqual([0.25, 0]);
    expect(errorsOf({ ...found, uncertain: [1], error: 0.5 }, dd(6, 0))).toEqual([0.25, 0.5]);
    expect(errorsOf({ ...found, error: Infinity }, dd(6, 0))).toEqual([0.25, Infinity]);
  });
});

test('directions and S of the coordinates, in those of the coefficients', () => {
  const found = outcome({ theta: dd(6), errors: [0], coordinates: line, columnScales: [4] });
  expect(toScaled(dd(1), found)).toEqual(dd(0.75, -0.125));
  expect(inverseRootOf(posed, found).hi).toEqual(Float64Array.of(0.75, -0.0625));
  // Weights divided by 16.
  const heavy = runSync(pose(linearProblem({ x, y: [8, 0, 0], intercept: false, weights: [16, 16, 1] })));
  const { columnScales, weightScale } = heavy.system;
  expect([...columnScales, weightScale]).toEqual([1, 2, 16]);
  expect(inverseRootOf(heavy, found).hi).toEqual(Float64Array.of(0.75 / 4, -0.0625 / 4));
});
