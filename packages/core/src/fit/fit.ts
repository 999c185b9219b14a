import { closedForm } from '../closed-form/closed-form.js';
import type { SolverName, SynchronousBackend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { descend } from '../descent/descend.js';
import { checkMemory } from '../problem/check-memory.js';
import { checkProblem } from '../problem/check-problem.js';
import { targetOf } from '../problem/with-target.js';
import { checkAvailable, checkMethod, closedFormMethod } from './check-method.js';
import { checkOptions, signalOf } from './check-options.js';
import type { FitOptions } from './fit-options.js';
import type { Steps } from './steps.js';
import { runAsync, runSync } from './steps.js';

/**
 * Solves a problem, with a closed form or an optimizer, on a backend.
 *
 * @returns the solution, whose `status` says how it went: numerical outcomes are values, not errors
 * Awaited, it leaves the event loop a turn every 15 ms or so, and looks at `signal` then.
 *
 * @throws FitError for every mistake of the caller, before any work is done; 'BACKEND_UNAVAILABLE' with the remedy; 'ABORTED' when
 * `signal` stops it: a descent that has begun to move ends with the status 'aborted' and its checkpoint instead
 */
export function fit<S extends SolverName>(problem: Problem, options: FitOptions<S>): Promise<Solution> {
  return runAsync(fitSteps(problem, options), signalOf(options));
}

/**
 * As `fit`, at once. Nothing but what it calls (an optimizer, `onProgress`) can abort `signal` meanwhile.
 *
 * @throws FitError also 'ASYNCHRONOUS' for a backend that answers later
 */
export function fitSync<S extends SolverName>(
  problem: Problem,
  options: FitOptions<S> & { readonly backend: SynchronousBackend<S> },
): Solution {
  return runSync(fitSteps(problem, options), signalOf(options));
}

function* fitSteps<S extends SolverName>(problem: Problem, options: FitOptions<S>): Steps<Solution> {
  checkOptions(options, 'fit');
  checkProblem(problem);
  checkMethod(problem, options);
  if (!options.optimizer) checkMemory(problem, 1, options.maxBytes);
  yield* checkAvailable(options.backend);
  if (options.optimizer) return yield* descend(problem, options.backend, options);
  const solutions = yield* closedForm(problem, [targetOf(problem)], closedFormMethod(options));
  // One for each target.
  return solutions[0] as Solution;
}
