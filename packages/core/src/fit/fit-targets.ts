import { closedForm } from '../closed-form/closed-form.js';
import type { SolverName, SynchronousBackend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { FitError } from '../fit-error.js';
import { checkMemory } from '../problem/check-memory.js';
import { checkProblem } from '../problem/check-problem.js';
import type { NumberInput } from '../problem/inputs/number-input.js';
import { toDoubleDouble } from '../problem/inputs/to-double-double.js';
import { withTarget } from '../problem/with-target.js';
import { checkAvailable, checkMethod, closedFormMethod } from './check-method.js';
import { checkOptions, signalOf } from './check-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';
import type { ClosedFormOptions } from './fit-options.js';
import { closedFormOptionKeys } from './fit-options.js';
import type { Steps } from './steps.js';
import { runAsync, runSync } from './steps.js';

/**
 * Fits several y to the same x: one factorisation, one solution for each y (one factorisation for each face, where
 * coefficients must be non-negative).
 *
 * @param problem whose own y is not used
 * @param targets y, n numbers each
 * @throws FitError as `fit`, for the first target that is wrong
 */
export function fitTargets<S extends SolverName>(
  problem: Problem,
  targets: readonly NumberInput[],
  options: ClosedFormOptions<S>,
): Promise<readonly Solution[]> {
  return runAsync(fitTargetsSteps(problem, targets, options), signalOf(options));
}

/** As `fitTargets`, at once. @throws FitError also 'ASYNCHRONOUS' for a backend that answers later. */
export function fitTargetsSync<S extends SolverName>(
  problem: Problem,
  targets: readonly NumberInput[],
  options: ClosedFormOptions<S> & { readonly backend: SynchronousBackend<S> },
): readonly Solution[] {
  return runSync(fitTargetsSteps(problem, targets, options), signalOf(options));
}

function* fitTargetsSteps<S extends SolverName>(
  problem: Problem,
  targets: readonly NumberInput[],
  options: ClosedFormOptions<S>,
): Steps<readonly Solution[]> {
  // An optimizer too: only a closed form has a factorisation to share.
  refuseUnknownOptions(options, closedFormOptionKeys, 'fitTargets');
  checkOptions(options, 'fitTargets');
  const given: unknown = targets;
  if (!Array.isArray(given)) {
    throw new FitError('INVALID_INPUT', 'targets must be an array of y, each of n numbers', {
      argument: 'targets',
      value: given,
    });
  }
  const all = targets.map((y, i) => toDoubleDouble(y, `targets[${i}]`));
  for (const [i, y] of all.entries()) checkProblem(withTarget(problem, y), `targets[${i}]`);
  checkMethod(problem, options);
  checkMemory(problem, all.length, options.maxBytes);
  const method = closedFormMethod(options);
  yield* checkAvailable(options.backend);
  return all.length > 0 ? yield* closedForm(problem, all, method) : [];
}
