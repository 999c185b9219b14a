import { closedForm } from '../closed-form/closed-form.js';
import type { SolverName, SynchronousBackend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { checkProblem } from '../problem/check-problem.js';
import { withTarget } from '../problem/with-target.js';
import { checkAvailable, checkMethod, closedFormMethod } from './check-method.js';
import type { ClosedFormOptions } from './fit.js';
import type { Steps } from './steps.js';
import { runAsync, runSync } from './steps.js';

/**
 * Fits several y to the same x: one factorisation, one solution for each y (one factorisation for each face, where
 * coefficients must be non-negative).
 *
 * @param problem whose own y is not used
 * @param targets y, n numbers each, in double-double (`decimals`, or `fromFloat64` for plain numbers)
 * @throws FitError as `fit`, for the first target that is wrong
 */
export function fitTargets<S extends SolverName>(
  problem: Problem,
  targets: readonly DoubleDoubleArray[],
  options: ClosedFormOptions<S>,
): Promise<readonly Solution[]> {
  return runAsync(fitTargetsSteps(problem, targets, options));
}

/** As `fitTargets`, at once. @throws FitError also 'ASYNCHRONOUS' for a backend that answers later. */
export function fitTargetsSync<S extends SolverName>(
  problem: Problem,
  targets: readonly DoubleDoubleArray[],
  options: ClosedFormOptions<S> & { readonly backend: SynchronousBackend<S> },
): readonly Solution[] {
  return runSync(fitTargetsSteps(problem, targets, options));
}

function* fitTargetsSteps<S extends SolverName>(
  problem: Problem,
  targets: readonly DoubleDoubleArray[],
  options: ClosedFormOptions<S>,
): Steps<readonly Solution[]> {
  for (const y of targets) checkProblem(withTarget(problem, y));
  checkMethod(problem, options);
  const method = closedFormMethod(options);
  yield* checkAvailable(options.backend);
  return targets.length > 0 ? yield* closedForm(problem, targets, method) : [];
}
