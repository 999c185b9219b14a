import { reference } from '@wellposed/backend-reference';
import { fitSync, linearProblem } from '@wellposed/core';
import { describe, expect, test } from 'vitest';
import { infer } from '../src/infer.js';

/** The fit of y to columns, and whether each coefficient has a standard error. */
function solved(x: readonly (readonly number[])[], y: readonly number[]) {
  const problem = linearProblem({ x, y });
  const solution = fitSync(problem, { backend: reference, solver: 'qr' });
  const estimable = infer(problem, solution).coefficients.map(({ standardError }) => standardError !== undefined);
  return { solution, estimable };
}

describe('columns that depend on each other exactly', () => {
  test('dummies that add up to the constant: what does not depend is determined to the last digit', () => {
    const y = [1, 2, 1, 4, 6, 1, 7, 8, 1, 10];
    const { solution, estimable } = solved(
      y.map((_, i) => [i + 1, Number(i < 5), Number(i >= 5)]),
      y,
    );
    expect(solution.rank).toMatchObject({ numerical: 3, dependentColumns: ['1', 'x2', 'x3'] });
    expect([...solution.coefficients]).toEqual([-5 / 3, 6 / 5, 13 / 15, -38 / 15]);
    expect([...solution.certificate!.digits, solution.certificate!.fittedDigits]).toEqual([
      15.9, 15.9, 15.9, 15.9, 15.9,
    ]);
    expect(estimable).toEqual([false, true, false, false]);
  });

  test('the end is the start and a second, in milliseconds since 1970: the intercept takes part', () => {
    const start = [0, 978, 1958, 2935, 3909, 4885, 5863, 6843, 7820, 8794, 9770, 10748].map((t) => 1709023537000 + t);
    const y = [3, 4.5, 6, 4.5, 6, 7.5, 6, 7.5, 9, 7.5, 9, 10.5];
    const { solution, estimable } = solved(
      start.map((t) => [t, t + 1000]),
      y,
    );
    expect(solution.rank).toMatchObject({ numerical: 2, dependentColumns: ['1', 'x1', 'x2'] });
    // The shortest, in rationals.
    expect([...solution.coefficients]).toEqual([-1945.1171610672766, 972558.5808181751, -972558.5802491014]);
    expect(solution.certificate!.fittedDigits).toBe(15.9);
    expect(estimable).toEqual([false, false, false]);
  });

  test.each([1e8, 2 ** 40, 1.7e15])('b = a + 1 near %d', (offset) => {
    const { solution, estimable } = solved(
      [0, 3, 7, 8, 20].map((a) => [offset + a, offset + a + 1, a % 3]),
      [1, 5, 2, 8, 3],
    );
    expect(solution.rank?.dependentColumns).toEqual(['1', 'x1', 'x2']);
    expect(solution.certificate!.digits[3]).toBeGreaterThan(15);
    expect(estimable).toEqual([false, false, false, true]);
  });
});
