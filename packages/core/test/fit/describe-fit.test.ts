import { describe, expect, test } from 'vitest';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { describeFit } from '../../src/fit/describe-fit.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { materialise } from '../../src/problem/materialise.js';
import { runSync } from '../../src/fit/steps.js';

const describeLine = (y: number[], theta: number[], weights?: number[], rank = 2) => {
  const problem = linearProblem({ x: y.map((_, i) => [i]), y, ...(weights && { weights }) });
  const design = materialise(problem.model, fromFloat64(problem.x), y.length);
  return runSync(describeFit(problem, design, fromFloat64(Float64Array.from(theta)), rank));
};

describe('describeFit', () => {
  test('fitted values, residuals and their weighted sum of squares', () => {
    expect(describeLine([1, 4, 4, 9], [1, 2])).toEqual({
      fitted: Float64Array.of(1, 3, 5, 7),
      residuals: Float64Array.of(0, 1, -1, 2),
      residualSumOfSquares: 6,
      observations: 4,
      degreesOfFreedom: 2,
    });
    expect(describeLine([1, 4, 4, 9], [1, 2], [5, 2, 0, 3], 1)).toEqual({
      fitted: Float64Array.of(1, 3, 5, 7),
      residuals: Float64Array.of(0, 1, -1, 2),
      residualSumOfSquares: 14,
      observations: 3,
      degreesOfFreedom: 2,
    });
  });

  test.each([2 ** 600, 2 ** -500, 2 ** 500])(
    'in units of %f: neither overflows before its value does nor loses a digit',
    (unit) => {
      const plain = describeLine([1, 4.1, 4, 9], [1, 2.3]);
      const scaled = describeLine(
        [1, 4.1, 4, 9].map((value) => value * unit),
        [unit, 2.3 * unit],
      );
      expect(scaled.fitted).toEqual(plain.fitted.map((value) => value * unit));
      expect(scaled.residuals).toEqual(plain.residuals.map((value) => value * unit));
      expect(scaled.residualSumOfSquares).toBe(plain.residualSumOfSquares * unit * unit);
    },
  );

  test('y of 1e±200: the sum of squares is its value, be it infinite or zero', () => {
    expect(describeLine([0, 1e-150], [0, 0]).residualSumOfSquares).toBe(1e-150 ** 2);
    expect(describeLine([0, 1e200], [0, 0]).residualSumOfSquares).toBe(Infinity);
    expect(describeLine([0, 1e-200], [0, 0]).residualSumOfSquares).toBe(0);
    expect(describeLine([0, 1e200], [0, 1e200]).residualSumOfSquares).toBe(0);
    expect([...describeLine([0, Number.MAX_VALUE], [0, 0]).residuals]).toEqual([0, Number.MAX_VALUE]);
  });

  test('residuals keep what float64 would cancel', () => {
    // 0.1 + 0.2 is 2⁻⁵⁴ · 3 away from 0.3 or so: exactly y − (a + b), rounded once.
    const { residuals, residualSumOfSquares } = describeLine([0, 0.3], [0.1, 0.2]);
    const exact = 2.7755575615628914e-17;
    expect(residuals[1]).toBe(-exact);
    expect(residualSumOfSquares).toBe(0.1 * 0.1);
  });

  test('θ in double-double counts with both halves', () => {
    const problem = linearProblem({ x: [[1]], y: [1], intercept: false });
    const { residuals, residualSumOfSquares } = runSync(
      describeFit(
        problem,
        fromFloat64(Float64Array.of(1)),
        { hi: Float64Array.of(1), lo: Float64Array.of(2 ** -60) },
        1,
      ),
    );
    expect(residuals[0]).toBe(-(2 ** -60));
    expect(residualSumOfSquares).toBe(2 ** -120);
  });

  test('low halves of y and of the weights count, in any unit', () => {
    for (const unit of [1, 2 ** 40, 2 ** -40]) {
      const { model, loss } = linearProblem({ x: [[1]], y: [1], intercept: false });
      const { residuals, residualSumOfSquares } = runSync(
        describeFit(
          {
            x: Float64Array.of(1),
            y: Float64Array.of(3 * unit),
            weights: Float64Array.of(1),
            low: { y: Float64Array.of(unit * 2 ** -55), weights: Float64Array.of(2 ** -54) },
            model,
            loss,
          },
          fromFloat64(Float64Array.of(1)),
          { hi: Float64Array.of(3 * unit), lo: Float64Array.of(-unit * 2 ** -54) },
          1,
        ),
      );
      // 2⁻⁵⁵ + 2⁻⁵⁴ of a unit are left; its square times 1 + 2⁻⁵⁴ rounds to its square.
      expect(residuals[0]).toBe(3 * unit * 2 ** -55);
      expect(residualSumOfSquares).toBe((3 * unit * 2 ** -55) ** 2);
    }
    const weighted = (low: number) =>
      runSync(
        describeFit(
          {
            ...linearProblem({ x: [[1]], y: [3], intercept: false }),
            weights: Float64Array.of(1),
            low: { weights: Float64Array.of(low) },
          },
          fromFloat64(Float64Array.of(1)),
          fromFloat64(Float64Array.of(0)),
          1,
        ),
      ).residualSumOfSquares;
    // 9 (1 − 2⁻⁵⁴) is less than 2⁻⁵⁰, half a unit in the last place, away from 9; 9 (1 + 2⁻⁵³) is more.
    expect([weighted(0), weighted(-(2 ** -54)), weighted(2 ** -53)]).toEqual([9, 9, 9 + 2 ** -49]);
  });

  test('y of zeros', () => {
    expect(describeLine([0, 0, 0], [1, 1])).toMatchObject({
      fitted: Float64Array.of(1, 2, 3),
      residuals: Float64Array.of(-1, -2, -3),
      residualSumOfSquares: 14,
    });
  });
});

describe('extreme numbers', () => {
  const fitted = (y: number[], design: number[], theta: number[]) => {
    const problem = linearProblem({ x: y.map((_, i) => [i]), y });
    const [a, b] = [design, theta].map((values) => fromFloat64(Float64Array.from(values)));
    return [...runSync(describeFit(problem, a!, b!, theta.length)).fitted];
  };

  test.each([
    // In double-double a product overflows on its way when a factor, or itself, is 2⁹⁹⁶ or more.
    ['a large feature and a small coefficient', [2 ** 1000], [2 ** -1000], 1],
    ['a large feature', [2 ** 1000], [2 ** -10], 2 ** 990],
    ['a large feature and no coefficient', [2 ** 1000], [0], 0],
    ['a large coefficient', [2 ** -10], [2 ** 1000], 2 ** 990],
    ['a large feature beside an ordinary one', [3, 2 ** 1000], [1, 2 ** -10], 2 ** 990],
    ['a large coefficient beside an ordinary one', [3, 2 ** -10], [1, 2 ** 1000], 2 ** 990],
  ])('%s', (_, design, theta, value) => {
    expect(fitted([1, 1], [...design, ...design], theta)).toEqual([value, value]);
  });

  test('features and y of opposite extremes, where the ratio of their units is out of range', () => {
    expect(fitted([2 ** 600], [2 ** -600], [2 ** 1000])).toEqual([2 ** 400]);
    expect(fitted([2 ** -600], [2 ** 600], [2 ** -1000])).toEqual([2 ** -400]);
  });
});
