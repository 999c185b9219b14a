import { describe, expect, test } from 'vitest';
import { fitSync } from '../src/fit/fit.js';
import { squared } from '../src/losses/squared.js';
import { polynomialProblem } from '../src/problem/polynomial-problem.js';
import { denseBackend } from './support/dense-backend.js';
import { gradientDescent } from './support/gradient-descent.js';

/*
 * The experiment this project began with: a polynomial of degree 4 through sin at 6 points of [2, 5]. The figures were
 * computed independently (LAPACK), to the digits given.
 */
const x = Array.from({ length: 6 }, (_, i) => 2 + (3 * i) / 5);
const y = x.map(Math.sin);

const closed = (shift = 0) =>
  fitSync(polynomialProblem({ x: x.map((value) => value + shift), y, degree: 4 }), { backend: denseBackend() });

describe('the seed problem', () => {
  test('coefficients and sum of squares', () => {
    const { coefficients, residualSumOfSquares, degreesOfFreedom, certificate } = closed();
    for (const [j, golden] of [-2.72291681, 5.05883689, -2.20639821, 0.31877843, -0.01314764].entries()) {
      expect(Math.abs(coefficients[j]! - golden)).toBeLessThanOrEqual(0.5e-8);
    }
    expect(Math.abs(residualSumOfSquares - 1.8102836e-5)).toBeLessThanOrEqual(0.5e-12);
    expect(degreesOfFreedom).toBe(1);
    expect(Math.min(...certificate!.digits)).toBeGreaterThanOrEqual(15.5);
  });

  test('the basis is the cure: κ of the equilibrated Chebyshev columns is near 1.75', () => {
    // Scaling by powers of two leaves κ within a factor of the 1.7514 of the columns as they are.
    expect(closed().certificate!.conditionNumber).toBeGreaterThan(1);
    expect(closed().certificate!.conditionNumber).toBeLessThan(2 * 1.7514);
  });

  test.each([100, 1000, 10000])('x + %i: the same fitted values and sum of squares', (shift) => {
    const plain = closed();
    const shifted = closed(shift);
    for (const [i, value] of plain.fitted.entries()) expect(Math.abs(shifted.fitted[i]! - value)).toBeLessThan(1e-9);
    // x + shift is rounded by up to 1e4 u, which moves the residuals (size 2e-3) by as much.
    expect(Math.abs(shifted.residualSumOfSquares - 1.8102836e-5)).toBeLessThan(1e-12);
  });

  test.each([
    ['sum', 1.622778e-6, 1],
    ['mean', 9.736669e-6, 6],
  ] as const)('reduction %s: eigenvalues and the largest stable learning rate', (reduction, largestStable, divisor) => {
    const problem = polynomialProblem({ x, y, degree: 4, loss: squared({ reduction }) });
    const { descent, certificate } = fitSync(problem, {
      backend: denseBackend(),
      optimizer: gradientDescent(largestStable / 2),
      maxIterations: 3,
    });
    for (const [j, golden] of [1232454.37, 986.9, 6.921, 0.04717, 6.158e-5].entries()) {
      expect(Math.abs((descent!.eigenvalues![j]! * divisor) / golden - 1)).toBeLessThan(2e-4);
    }
    expect(descent!.eigenvalues![0]! * divisor).toBeCloseTo(1232454.37, 1);
    expect(descent!.largestStableLearningRate! / largestStable).toBeCloseTo(1, 6);
    expect(certificate!.conditionNumber / 141472.77).toBeCloseTo(1, 7);
  });

  test('descent at 1e-6 is far from the answer after 10 000 steps; above the bound it diverges', () => {
    const problem = polynomialProblem({ x, y, degree: 4 });
    const run = (rate: number) => fitSync(problem, { backend: denseBackend(), optimizer: gradientDescent(rate) });
    const slow = run(1e-6);
    expect(slow.status).toBe('max-iterations');
    expect(slow.descent!.iterations).toBe(10_000);
    expect(slow.residualSumOfSquares).toBeGreaterThan(0.1);
    expect(slow.residualSumOfSquares).toBeLessThan(10);
    expect(run(1.7e-6).status).toBe('diverged');
  });

  test('descent in the Chebyshev basis needs few steps', () => {
    const problem = polynomialProblem({ x, y, degree: 4, basis: 'chebyshev' });
    const { status, descent, residualSumOfSquares } = fitSync(problem, {
      backend: denseBackend(),
      optimizer: gradientDescent(0.1),
    });
    expect(status).toBe('converged');
    expect(descent!.iterations).toBeLessThan(60);
    expect(residualSumOfSquares).toBeCloseTo(1.8102836e-5, 11);
  });
});
