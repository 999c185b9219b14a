import { describe, expect, test } from 'vitest';
import type { WideArray } from '../../src/double-double/double-double-array.js';
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
      warnings: [],
    });
    expect(describeLine([1, 4, 4, 9], [1, 2], [5, 2, 0, 3], 1)).toEqual({
      fitted: Float64Array.of(1, 3, 5, 7),
      residuals: Float64Array.of(0, 1, -1, 2),
      residualSumOfSquares: 14,
      observations: 3,
      degreesOfFreedom: 2,
      warnings: [],
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

  test('y of 1e±200: the sum of squares is its value, be it infinite or zero, which a warning says', () => {
    for (const [size, how] of [
      [1e200, 'about 1e400, overflows'],
      [1e-200, 'about 1e-400, underflows'],
      [1e-160, 'about 1e-320, underflows'],
    ] as const) {
      const { warnings } = describeLine([0, size], [0, 0]);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(how);
    }
    for (const size of [0, 1e-150, 1, 1e150]) expect(describeLine([0, size], [0, 0]).warnings).toEqual([]);
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

describe('rows of very different size', () => {
  const problemOf = (x: number[], y: number[], weights: number[]) =>
    linearProblem({ x: x.map((value) => [value]), y, weights, intercept: false });
  const described = (x: number[], y: number[], weights: number[], theta: WideArray) => {
    const problem = problemOf(x, y, weights);
    return runSync(describeFit(problem, fromFloat64(problem.x), theta, 1));
  };

  test('each keep their digits: fitted values, residuals and the weighted sum', () => {
    const theta = fromFloat64(Float64Array.of(3));
    const { fitted, residuals, residualSumOfSquares, warnings } = described(
      [2 ** 900, 2 ** -900],
      [2 ** 900, 7 * 2 ** -900],
      [2 ** -1000, 2 ** 1000],
      theta,
    );
    expect([...fitted]).toEqual([3 * 2 ** 900, 3 * 2 ** -900]);
    expect([...residuals]).toEqual([-2 * 2 ** 900, 4 * 2 ** -900]);
    // 4 · 2¹⁸⁰⁰ · 2⁻¹⁰⁰⁰, and 16 · 2⁻¹⁸⁰⁰ · 2¹⁰⁰⁰.
    expect(residualSumOfSquares).toBe(2 ** 802);
    expect(warnings).toEqual([]);
    expect(described([0, 2 ** -900], [0, 7 * 2 ** -900], [1, 2 ** 1000], theta).residualSumOfSquares).toBe(2 ** -796);
  });

  test('a coefficient beyond float64 has fitted values within it', () => {
    const theta = { ...fromFloat64(Float64Array.of(3)), exponents: Float64Array.of(1040) };
    const { fitted, residuals } = described([2 ** -1040, 0], [5, 1], [1, 1], theta);
    expect([...fitted, ...residuals]).toEqual([3, 0, 2, 1]);
    expect(described([1], [1], [1], theta)).toMatchObject({ fitted: Float64Array.of(Infinity) });
  });

  test('what overflows is said: fitted values, or residuals alone', () => {
    const huge = 1.5 * 2 ** 1023;
    const opposite = described([1], [huge], [1], fromFloat64(Float64Array.of(-huge)));
    expect([...opposite.fitted, ...opposite.residuals]).toEqual([-huge, Infinity]);
    expect(opposite.warnings[0]).toContain('residuals overflow');
    const beyond = described([2], [huge], [0.5], fromFloat64(Float64Array.of(huge)));
    expect(beyond.warnings[0]).toContain('fitted values overflow');
  });
});
