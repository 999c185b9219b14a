import { closedForm } from '../closed-form/closed-form.js';
import type { Backend, SolverName, SynchronousBackend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { descend } from '../descent/descend.js';
import type { DescentSettings } from '../descent/descent-options.js';
import { FitError } from '../fit-error.js';
import { checkProblem } from '../problem/check-problem.js';
import type { Steps } from './steps.js';
import { runAsync, runSync, wait } from './steps.js';

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
  const { backend } = options;
  checkLoss(problem, options);
  const availability = yield* wait(backend.available());
  if (!availability.ok) {
    throw new FitError(
      'BACKEND_UNAVAILABLE',
      `backend '${backend.name}': ${availability.reason}. ${availability.remedy}`,
      {
        argument: 'backend',
        value: backend.name,
      },
    );
  }
  if (options.optimizer) return yield* descend(problem, backend, options);
  return yield* closedForm(problem, backend, solverOf(options), options.refine ?? true);
}

function solverOf<S extends SolverName>({ backend, solver }: ClosedFormOptions<S>): S {
  const { solvers } = backend.supports;
  const chosen = solver ?? solvers.find((name) => name === 'qr') ?? solvers[0];
  if (chosen === undefined || !solvers.includes(chosen)) {
    throw unsupported(
      'solver',
      chosen,
      `backend '${backend.name}' has ${solvers.length ? solvers.join(', ') : 'no closed form'}`,
    );
  }
  return chosen;
}

/** What the loss and penalty ask for must be there, before any work. */
function checkLoss<S extends SolverName>({ loss, penalty }: Problem, { backend, optimizer }: FitOptions<S>): void {
  if (!optimizer && !loss.quadratic) {
    throw unsupported('loss', loss.name, 'a closed form minimises the squared loss only: give an optimizer');
  }
  if (!optimizer && penalty && !penalty.diagonal) {
    throw unsupported('penalty', penalty.name, 'a closed form takes quadratic penalties only: give an optimizer');
  }
  if (!loss.quadratic && !backend.supports.generalLosses) {
    throw unsupported('loss', loss.name, `backend '${backend.name}' evaluates the squared loss only`);
  }
}

function unsupported(argument: string, value: unknown, why: string): FitError {
  return new FitError('UNSUPPORTED', `${argument} '${String(value)}' cannot be used here: ${why}`, { argument, value });
}
