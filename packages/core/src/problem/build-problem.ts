import type { Basis } from '../contracts/basis.js';
import type { LowHalves, Problem } from '../contracts/problem.js';
import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import { squared } from '../losses/squared.js';
import { checkModel } from './check-model.js';
import { checkProblem } from './check-problem.js';
import { constraintsOf } from './constraints/constraints-of.js';
import { nonnegativeOf } from './constraints/nonnegative-of.js';
import { lowInputs } from './inputs-of.js';
import type { ProblemOptions } from './problem-options.js';
import { toDoubleDouble } from './inputs/to-double-double.js';

/** Puts data and a basis together and checks them. @throws FitError as `toDoubleDouble` and `checkProblem` do. */
export function buildProblem(x: ExpansionArray, basis: Basis, options: ProblemOptions): Problem {
  const { intercept = true, loss = squared({ reduction: 'sum' }), penalty } = options;
  const { constraints: equations = [], nonnegative: bounds = false } = options;
  const model = { basis, intercept };
  checkModel(model);
  const y = toDoubleDouble(options.y, 'y');
  const weights = options.weights === undefined ? undefined : toDoubleDouble(options.weights, 'weights');
  const low: LowHalves = {
    ...lowInputs(x),
    ...(isNeeded(y) && { y: y.lo }),
    ...(weights && isNeeded(weights) && { weights: weights.lo }),
  };
  const constraints = constraintsOf(model, equations);
  const nonnegative = nonnegativeOf(model, bounds);
  const problem: Problem = {
    x: x.hi,
    y: y.hi,
    model,
    loss,
    ...(weights && { weights: weights.hi }),
    ...(Object.keys(low).length > 0 && { low }),
    ...(penalty !== undefined && { penalty }),
    ...(constraints.length > 0 && { constraints }),
    ...(nonnegative.length > 0 && { nonnegative }),
  };
  checkProblem(problem);
  return problem;
}

/** Whether the low halves say anything. */
function isNeeded({ lo }: DoubleDoubleArray): boolean {
  return lo.some((rest) => rest !== 0);
}
