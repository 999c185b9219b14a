import { fit, linearProblem } from '@wellposed/core';
import { expect, test } from 'vitest';
import { Float32Device } from './support/float32-device.js';

// The Gram matrix of these columns is exact in float32, and the two halves of the first correction, Ãᵀ√W f and g, round to the same
// numbers: their difference is 0 at 8 right digits of the residuals.
test('a first correction of 0 by accident does not end the refinement', async () => {
  const x = [0, 1, 27, 9, 0, 0].map((value) => [value, 1]);
  const problem = linearProblem({ x, y: [7, 0, 0, 0, -23, 0], intercept: false });
  const { coefficients, certificate } = await fit(problem, {
    backend: new Float32Device().backend,
    solver: 'cholesky',
  });
  // θ₁ = (Σxy − ΣxΣy/6) ÷ (Σx² − (Σx)²/6) = 592 ÷ 3497.
  expect(certificate!.refinementSteps).toBeGreaterThan(0);
  expect(coefficients[0]).toBe(592 / 3497);
});
