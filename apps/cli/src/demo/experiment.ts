import { reference } from '@wellposed/backend-reference';
import type { Reduction, Solution } from '@wellposed/core';
import { fitSync, polynomialProblem, squared } from '@wellposed/core';
import type { LossMode } from './loss-modes.js';
import { lossModes } from './loss-modes.js';
import { randomStart } from './random-start.js';
import type { DescentCourse } from './run-descent.js';
import { runDescent } from './run-descent.js';

const points = 6;
const [from, to] = [2, 5];
const degree = 4;
const steps = 10_000;
const excess = 1e-10;

/** Everything the demo tells, computed. Losses are sums of squared residuals. */
export interface Experiment {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly degree: number;
  readonly start: Float64Array;
  /** In powers of x: one learning rate below the bound, and one above. */
  readonly stalled: DescentCourse;
  readonly diverged: DescentCourse;
  /** In the Chebyshev basis, at the best learning rate. */
  readonly cured: DescentCourse;
  /** Steps until the cured descent is within `excess` of the least loss; undefined when it was not in 1000. */
  readonly curedSteps: number | undefined;
  readonly excess: number;
  /** Largest stable learning rates in powers of x. */
  readonly bound: { readonly sum: number; readonly mean: number };
  /** κ₂ of the design: powers of x, and Chebyshev polynomials. */
  readonly condition: { readonly powers: number; readonly chebyshev: number };
  /** Of the stalled descent where it ended. */
  readonly modes: readonly LossMode[];
  readonly closedForm: Solution;
}

/**
 * The experiment: a polynomial of degree 4 through 6 points of a sine, by gradient descent and by a closed form.
 *
 * @param seed of the start
 */
export function experiment(seed: number): Experiment {
  const x = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const y = x.map(Math.sin);
  const inBasis = (basis: 'monomial' | 'chebyshev', reduction: Reduction) =>
    polynomialProblem({ x, y, degree, basis, loss: squared({ reduction }) });
  const powers = inBasis('monomial', 'sum');
  const chebyshev = inBasis('chebyshev', 'sum');
  const start = randomStart(seed, degree + 1);

  const closedForm = fitSync(powers, { backend: reference });
  const stalled = runDescent(powers, 1e-6, start, steps);
  const cured = runDescent(chebyshev, 'auto', start, 1000);
  const least = closedForm.residualSumOfSquares;
  const reached = cured.values.findIndex((value) => value - least <= excess);
  return {
    x,
    y,
    degree,
    start,
    stalled,
    diverged: runDescent(powers, 2e-6, start, steps),
    cured,
    curedSteps: cured.iterations[reached],
    excess,
    bound: {
      sum: boundOf(stalled.solution),
      mean: boundOf(runDescent(inBasis('monomial', 'mean'), 'auto', start, 0).solution),
    },
    condition: {
      powers: closedForm.designConditionNumber ?? Number.NaN,
      chebyshev: cured.solution.designConditionNumber ?? Number.NaN,
    },
    modes: lossModes(powers, stalled.solution.coefficients, closedForm.coefficients),
    closedForm,
  };
}

function boundOf({ descent }: Solution): number {
  return descent?.largestStableLearningRate ?? Number.NaN;
}
