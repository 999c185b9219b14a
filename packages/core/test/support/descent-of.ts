import type { Optimizer } from '../../src/contracts/optimizer.js';
import type { Problem } from '../../src/contracts/problem.js';
import type { Solution } from '../../src/contracts/solution.js';
import type { DescentSettings } from '../../src/descent/descent-options.js';
import { fitSync } from '../../src/fit/fit.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import type { BackendSettings } from './dense-backend.js';
import { denseBackend } from './dense-backend.js';

/** Two orthogonal columns without an intercept: the objective is (θ₀ − 3)² + 4 (θ₁ + 1)², its Hessian diag(2, 8). */
export const separable = linearProblem({
  x: [
    [1, 0],
    [0, 2],
  ],
  y: [3, -2],
  intercept: false,
});

/** Descends on a fresh dense backend. */
export function descentOf(
  optimizer: Optimizer,
  {
    problem = separable,
    backend = {},
    ...settings
  }: Omit<DescentSettings, 'optimizer'> & {
    readonly problem?: Problem;
    readonly backend?: BackendSettings<'svd' | 'cholesky'>;
  } = {},
): Solution & { readonly descent: NonNullable<Solution['descent']> } {
  const solution = fitSync(problem, {
    backend: denseBackend<'svd' | 'cholesky'>({ solvers: ['cholesky', 'svd'], ...backend }),
    optimizer,
    ...settings,
  });
  return { ...solution, descent: solution.descent! };
}
