import { closedForm } from '../closed-form/closed-form.js';
import type { Backend, SolverName, SynchronousBackend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { descend } from '../descent/descend.js';
import type { DescentSettings } from '../descent/descent-options.js';
import { checkProblem } from '../problem/check-problem.js';
import { targetOf } from '../problem/with-target.js';
import { checkAvailable, checkMethod, closedFormMethod } from './check-method.js';
import { checkOptions } from './check-options.js';
import type { Steps } from './steps.js';
import { runAsync, runSync } from './steps.js';

/** A fit by a closed form. */
export interface ClosedFormOptions<S extends SolverName> {
  readonly backend: Backend<S>;
  /** Default 'qr' where the backend has it, else its first. A solver that the backend lacks does not compile. */
  readonly solver?: NoInfer<S>;
  /** Whether to refine with residuals in double-double; default true. */
  readonly refine?: boolean;
  readonly optimizer?: never;
}

/** A fit by descent. */
export interface DescentOptions<S extends SolverName> extends DescentSettings {
  readonly backend: Backend<S>;
  readonly solver?: never;
}

/** How to fit. */
export type FitOptions<S extends SolverName> = ClosedFormOptions<S> | DescentOptions<S>;

/**
 * Solves a problem, with a closed form or an optimizer, on a backend.
 *
 * @returns the solution, whose `status` says how it went: numerical outcomes are values, not errors
 * @throws FitError for every mistake of the caller, before any work is done; 'BACKEND_UNAVAILABLE' with the remedy
 */
export function fit<S extends SolverName>(problem: Problem, options: FitOptions<S>): Promise<Solution> {
  return runAsync(fitSteps(problem, options));
}

/** As `fit`, at once. @throws FitError also 'ASYNCHRONOUS' for a backend that answers later. */
export function fitSync<S extends SolverName>(
  problem: Problem,
  options: FitOptions<S> & { readonly backend: SynchronousBackend<S> },
): Solution {
  return runSync(fitSteps(problem, options));
}

function* fitSteps<S extends SolverName>(problem: Problem, options: FitOptions<S>): Steps<Solution> {
  checkProblem(problem);
  checkOptions(options);
  checkMethod(problem, options);
  yield* checkAvailable(options.backend);
  if (options.optimizer) return yield* descend(problem, options.backend, options);
  const solutions = yield* closedForm(problem, [targetOf(problem)], closedFormMethod(options));
  // One for each target.
  return solutions[0] as Solution;
}
