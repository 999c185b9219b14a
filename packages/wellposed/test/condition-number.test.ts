import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { descent, gradientDescent } from '@wellposed/optimizers';
import { ridge } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { fitSync, linfit, polyfit, polynomialProblem } from '../src/index.js';

/*
 * κ₂ of the design as the user wrote it: quotients of singular values in 120 digits (mpmath 1.3.0, `svd_r`); under
 * constraints ‖A‖₂ ÷ the smallest singular value of A on the coefficients that are free.
 */
const seed = Array.from({ length: 6 }, (_, i) => 2 + (3 * i) / 5);
const times = Array.from({ length: 10 }, (_, i) => 1_700_000_000 + 600 * i);
const counts = [1, 2, 3, 4, 5, 6, 7, 8];
/** y is of no consequence. */
const some = (x: readonly number[]) => x.map((_, i) => (i * i + 1) % 7);
/** The power iteration ends within 2⁻⁴⁰ of what it approaches; the factorisation brings a few u κ of the working basis. */
const DIGITS = 9;

describe.each([reference, mlMatrix])('κ of the user’s own design, solved on $name', (backend) => {
  const closed = (x: readonly number[], degree: number, options = {}) =>
    polyfit(x, some(x), { degree, backend, ...options }).solution.designConditionNumber!;

  it.each([
    ['the seed, degree 4', seed, 4, {}, 141472.773235],
    ['Unix time, a line', times, 1, {}, 1.67695341249e15],
    ['Unix time, degree 3, far beyond 1/u', times, 3, {}, 6.35841721684e45],
    ['weights', counts, 2, { weights: counts }, 285.579142785],
    ['a ridge', counts, 2, { penalty: ridge(0.5) }, 132.448835103],
    ['an equality constraint', counts, 2, { constraints: [{ terms: { 1: 1 }, equals: 0 }] }, 27.0496566223],
  ] as const)('%s', (_, x, degree, options, kappa) => {
    expect(closed(x, degree, options) / kappa).toBeCloseTo(1, DIGITS);
  });

  it('columns of very different units, with an intercept and without', () => {
    const x = [1e4, 3e4, 2e4, 7e4, 5e4, 9e4].map((value, i) => [1e-3 * (i + 1), value]);
    const kappa = (intercept: boolean) =>
      linfit(x, some([1, 2, 3, 4, 5, 6]), { intercept, backend }).solution.designConditionNumber! /
      (intercept ? 66596457.0196 : 54012634.2425);
    expect(kappa(true)).toBeCloseTo(1, DIGITS);
    expect(kappa(false)).toBeCloseTo(1, DIGITS);
  });

  it('is infinite for a design that is singular', () => {
    expect(closed([1, 1, 2, 2], 2)).toBe(Infinity);
  });

  it('is the same in a descent, in JSON and in the summary', () => {
    const problem = polynomialProblem({ x: seed, y: seed.map(Math.sin), degree: 4 });
    const optimizer = descent(gradientDescent({ learningRate: 1e-6 }));
    const fits = [fitSync(problem, { backend }), fitSync(problem, { backend, optimizer, maxIterations: 3 })];
    for (const fit of fits) {
      expect(fit.toJSON().conditionNumber.design! / 141472.773235).toBeCloseTo(1, 7);
      expect(fit.summary()).toContain('Condition number 1.4147e5 of the design');
    }
    // Descent has no other basis; the closed form solves in Chebyshev's.
    expect(fits[1]!.toJSON().conditionNumber.working! / 141472.773235).toBeCloseTo(1, 7);
    expect(fits[0]!.toJSON().conditionNumber.working!).toBeLessThan(2 * 1.7514);
  });
});
