import { at } from '@wellposed/core';
import { describe, expect, test } from 'vitest';
import { openSystem } from './support/open-system.js';
import { seed } from './support/seed.js';

const U = 2 ** -53;
const SOLVERS = ['cholesky', 'qr', 'svd'] as const;

describe('the seed problem', () => {
  test.each(SOLVERS)('%s: singular values and condition number to the digits of the independent figures', (solver) => {
    const { singularValues } = openSystem(seed).factor(solver);
    const kappa = at(singularValues, 0) / at(singularValues, 4);
    for (const [j, golden] of seed.singularValues.entries()) {
      // Half a unit of the ninth digit, and the solver's own error: p n u σ₁ for Ã, u σ₁ κ for the normal equations.
      const own = 30 * U * seed.singularValues[0] * (solver === 'cholesky' ? seed.conditionNumber : 1);
      expect(Math.abs(at(singularValues, j) - golden)).toBeLessThanOrEqual(golden * 0.5e-8 + own);
    }
    const own = 30 * U * seed.conditionNumber ** (solver === 'cholesky' ? 2 : 1);
    expect(Math.abs(kappa / seed.conditionNumber - 1)).toBeLessThanOrEqual(0.005 / seed.conditionNumber + own);
  });

  test.each(SOLVERS)('%s: coefficients and sum of squares', (solver) => {
    const { theta, residual } = openSystem(seed).factor(solver).solve(Float64Array.from(seed.y));
    // c u κ^(1 or 2) ‖θ‖ with c = n p, ‖θ‖ ≈ 6.1; the residual's own term is smaller (‖r‖ κ < 1). Half a unit of 8 decimals.
    const error = 30 * U * seed.conditionNumber ** (solver === 'cholesky' ? 2 : 1) * 6.2;
    for (const [j, golden] of seed.coefficients.entries()) {
      expect(Math.abs(at(theta, j) - golden)).toBeLessThanOrEqual(0.5e-8 + error);
    }
    const sum = residual.reduce((total, value) => total + value * value, 0);
    // A wrong θ adds ‖A δθ‖² ≤ (c u κ ‖A‖ ‖θ‖)² for the normal equations, less for the others, to first order nothing.
    const excess = (30 * U * seed.conditionNumber * 785 * 6.2) ** 2;
    expect(Math.abs(sum - seed.sumOfSquares)).toBeLessThanOrEqual(0.5e-12 + (solver === 'cholesky' ? excess : 0));
  });

  test('the largest stable learning rate of the sum is 1/λmax(AᵀA): 1.622778e-6', () => {
    const { singularValues } = openSystem(seed).factor('svd');
    expect(1 / at(singularValues, 0) ** 2).toBeCloseTo(1.622778e-6, 12);
  });
});
