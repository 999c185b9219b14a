import type { Backend, ClosedFormOptions, NumberInput, OptionKeys, Problem, SolverName } from '@wellposed/core';
import {
  closedFormOptionKeys,
  fitTargets as solveTargets,
  optionsAmong,
  refuseUnknownOptions,
  toDoubleDouble,
  withTarget,
} from '@wellposed/core';
import type { ReportOptions } from './fit-result.js';
import { FitResult, reportOptionKeys } from './fit-result.js';
import type { DefaultSolver } from './method-options.js';
import { orDefaultBackend } from './method-options.js';

/** How to fit several targets: a closed form on a backend (default: reference); confidence of the intervals. */
export type TargetsOptions<S extends SolverName> = ReportOptions &
  Omit<ClosedFormOptions<S>, 'backend'> & { readonly backend?: Backend<S> };

const targetsOptionKeys = { ...reportOptionKeys, ...closedFormOptionKeys } satisfies OptionKeys<
  Omit<TargetsOptions<SolverName>, 'optimizer'>
>;

/**
 * Fits several y to the same x, with one factorisation for all of them.
 *
 * @param problem whose own y is not used
 * @param targets y, n numbers each
 * @returns one fit for each target
 * @throws FitError as core's `fit`, for the first target that is wrong
 */
export async function fitTargets<S extends SolverName = DefaultSolver>(
  problem: Problem,
  targets: readonly NumberInput[],
  options: TargetsOptions<S> = {},
): Promise<readonly FitResult[]> {
  refuseUnknownOptions(options, targetsOptionKeys, 'fitTargets');
  const backend = orDefaultBackend<S, Backend<S>>(options.backend);
  const exact = targets.map((y, i) => toDoubleDouble(y, `targets[${i}]`));
  const solutions = await solveTargets<S>(problem, exact, { ...optionsAmong(options, closedFormOptionKeys), backend });
  return exact.flatMap((y, i) => {
    const solution = solutions[i];
    return solution ? new FitResult(withTarget(problem, y), solution, optionsAmong(options, reportOptionKeys)) : [];
  });
}
