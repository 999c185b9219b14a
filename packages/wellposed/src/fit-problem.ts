import type { Backend, Problem, SolverName, SynchronousBackend } from '@wellposed/core';
import { fit as solve, fitSync as solveSync, optionsAmong } from '@wellposed/core';
import { FitResult, reportOptionKeys } from './fit-result.js';
import type { DefaultSolver, MethodOptions } from './method-options.js';
import { withDefaultBackend } from './method-options.js';

/**
 * Fits a problem on any backend.
 *
 * @param problem from `polynomialProblem`, `linearProblem`, or built by hand
 * @param options backend (default: reference) and solver or optimizer; confidence of the intervals
 * @throws FitError as core's `fit`: every mistake, before any work is done
 */
export async function fit<S extends SolverName = DefaultSolver>(
  problem: Problem,
  options: MethodOptions<S, Backend<S>> = {},
): Promise<FitResult> {
  return new FitResult(
    problem,
    await solve(problem, withDefaultBackend(options)),
    optionsAmong(options, reportOptionKeys),
  );
}

/** As `fit`, at once, on a backend that is synchronous. @throws FitError as `fit`. */
export function fitSync<S extends SolverName = DefaultSolver>(
  problem: Problem,
  options: MethodOptions<S, SynchronousBackend<S>> = {},
): FitResult {
  return new FitResult(
    problem,
    solveSync(problem, withDefaultBackend(options)),
    optionsAmong(options, reportOptionKeys),
  );
}
