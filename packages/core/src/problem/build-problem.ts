import type { Basis } from '../contracts/basis.js';
import type { Problem } from '../contracts/problem.js';
import { squared } from '../losses/squared.js';
import { checkProblem } from './check-problem.js';
import type { ProblemOptions } from './problem-options.js';
import { toFloat64 } from './to-float64.js';

/** Puts data and a basis together and checks them. @throws FitError as `toFloat64` and `checkProblem` do. */
export function buildProblem(x: Float64Array, basis: Basis, options: ProblemOptions): Problem {
  const { y, weights, low, intercept = true, loss = squared({ reduction: 'sum' }), penalty } = options;
  const problem: Problem = {
    x,
    y: toFloat64(y, 'y'),
    model: { basis, intercept },
    loss,
    ...(weights && { weights: toFloat64(weights, 'weights') }),
    ...(low && { low }),
    ...(penalty && { penalty }),
  };
  checkProblem(problem);
  return problem;
}
