import type { ClosedFormMethod } from '../closed-form/factored-system.js';
import type { Backend, SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';
import type { ClosedFormOptions, FitOptions } from './fit-options.js';
import type { Steps } from './steps.js';
import { wait } from './steps.js';

/**
 * What the problem asks for must be there, before any work.
 *
 * @throws FitError 'UNSUPPORTED'
 */
export function checkMethod<S extends SolverName>(problem: Problem, { backend, optimizer }: FitOptions<S>): void {
  const { loss, penalty, constraints, nonnegative } = problem;
  if (!optimizer && !loss.quadratic) {
    throw unsupported('loss', loss.name, 'a closed form minimises the squared loss only: give an optimizer');
  }
  if (!optimizer && penalty && !penalty.diagonal) {
    throw unsupported('penalty', penalty.name, 'a closed form takes quadratic penalties only: give an optimizer');
  }
  if (!loss.quadratic && !backend.supports.generalLosses) {
    throw unsupported('loss', loss.name, `backend '${backend.name}' evaluates the squared loss only`);
  }
  if (optimizer && (constraints || nonnegative)) {
    const argument = constraints ? 'constraints' : 'nonnegative';
    throw unsupported('optimizer', optimizer.name, `it knows nothing of ${argument}: leave it out, for a closed form`);
  }
  if (constraints && nonnegative) {
    throw unsupported('constraints', 'nonnegative', 'equality constraints and non-negativity together are not solved');
  }
}

/** @throws FitError 'BACKEND_UNAVAILABLE' with the reason and the remedy */
export function* checkAvailable(backend: Backend): Steps<void> {
  const availability = yield* wait(backend.available());
  if (availability.ok) return;
  throw new FitError(
    'BACKEND_UNAVAILABLE',
    `backend '${backend.name}': ${availability.reason}. ${availability.remedy}`,
    {
      argument: 'backend',
      value: backend.name,
    },
  );
}

/** The closed form that the options ask for. @throws FitError 'UNSUPPORTED' for a solver that the backend lacks */
export function closedFormMethod<S extends SolverName>(options: ClosedFormOptions<S>): ClosedFormMethod<S> {
  const { backend, solver, refine = true } = options;
  const { solvers } = backend.supports;
  const chosen = solver ?? solvers.find((name) => name === 'qr') ?? solvers[0];
  if (chosen === undefined || !solvers.includes(chosen)) {
    throw unsupported(
      'solver',
      chosen,
      `backend '${backend.name}' has ${solvers.length ? solvers.join(', ') : 'no closed form'}`,
    );
  }
  return { backend, solver: chosen, refined: refine };
}

function unsupported(argument: string, value: unknown, why: string): FitError {
  return new FitError('UNSUPPORTED', `${argument} '${String(value)}' cannot be used here: ${why}`, { argument, value });
}
