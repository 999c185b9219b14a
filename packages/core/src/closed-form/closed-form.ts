import type { SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import type { Steps } from '../fit/steps.js';
import { paddedTargets } from '../penalties/with-penalty-rows.js';
import { describeSolution } from './describe-solution.js';
import type { ClosedFormMethod } from './factored-system.js';
import { withFactorization } from './factored-system.js';
import { solveNonnegative } from './nonnegative.js';
import type { PosedProblem } from './posed-problem.js';
import { pose } from './posed-problem.js';
import { reduceSystem, reduceTargets } from './reduce-system.js';
import type { ScaledSystem } from './scaled-system.js';
import { withTargets } from './scaled-system.js';
import { solveScaled } from './solve-scaled.js';

/**
 * The closed form: domain map → well-conditioned basis → powers-of-two scaling → what the constraints leave →
 * factorisation by the backend → refinement → coefficients in the user's basis, in double-double until the last rounding.
 *
 * @param targets one y (n numbers) for each solution; the problem's own y is not looked at
 */
export function* closedForm<S extends SolverName>(
  problem: Problem,
  targets: readonly DoubleDoubleArray[],
  method: ClosedFormMethod<S>,
): Steps<readonly Solution[]> {
  const posed = pose(problem);
  if (problem.nonnegative) {
    const solutions: Solution[] = [];
    for (const y of targets) {
      const outcome = yield* solveNonnegative(posed, systemFor(posed, y), problem.nonnegative, method);
      solutions.push(describeSolution(posed, y, outcome, method));
    }
    return solutions;
  }
  const { system: full, coordinates } = posed;
  const reduced = coordinates ? reduceSystem(full, coordinates) : full;
  return yield* withFactorization(reduced, problem.loss, method, function* (factorization) {
    const solutions: Solution[] = [];
    for (const y of targets) {
      const given = systemFor(posed, y);
      const system = coordinates ? reduceTargets(reduced, given, coordinates) : given;
      const scaled = yield* solveScaled(system, factorization, method.backend.supports.unitRoundoff, method.refined);
      solutions.push(describeSolution(posed, y, { system, coordinates, factorization, scaled }, method));
    }
    return solutions;
  });
}

/** The scaled system of all columns for a y. */
function systemFor({ system, rows }: PosedProblem, y: DoubleDoubleArray): ScaledSystem {
  return withTargets(system, { ...rows, ...paddedTargets(y, rows.targets.length) });
}
