import type { Backend } from '@wellposed/core';
import type { DegreeSelection, FitResult } from 'wellposed';
import type { Io } from '../io.js';
import { stoppable } from '../io.js';
import type { FitRequest } from '../options/fit-request.js';
import { buildProblem } from './build-problem.js';
import { chooseDegree } from './choose-degree.js';
import type { Selection } from './select-columns.js';
import { solve } from './solve.js';

/** The fit of one column of y. */
export interface TargetFit {
  readonly target: string;
  readonly fit: FitResult;
  /** How its degree was chosen, when it was. */
  readonly choice?: DegreeSelection;
}

/**
 * Fits every column of y that was asked for: several on one factorisation, one with its degree chosen if need be.
 *
 * @throws CommandError or FitError for every mistake that only the data show
 */
export async function runFit(
  request: FitRequest,
  selection: Selection,
  backend: Backend,
  io: Io,
): Promise<readonly TargetFit[]> {
  const { FitResult, fitTargets } = await import('wellposed');
  const { method, search, confidence, perfectFit } = request;
  const { targets } = selection;
  if (targets.length > 1 && method.kind === 'closed-form') {
    const problem = await buildProblem(request, selection, targets[0]);
    const options = { backend, confidence, perfectFit, ...method.options };
    const all = targets.map(({ y }) => y);
    const fits = await stoppable(io.interrupt, (signal) => fitTargets(problem, all, { ...options, signal }));
    return fits.map((fit, i) => ({ target: targets[i]?.name ?? '', fit }));
  }
  const [target] = targets;
  const choice = search && (await chooseDegree(search, request, selection, backend, io));
  const chosen = choice?.chosen;
  const basis = chosen === undefined ? request.basis : { ...request.basis, degree: chosen };
  const problem = await buildProblem({ ...request, basis }, selection, target);
  const fit = new FitResult(problem, await solve(problem, backend, method, io), { confidence, perfectFit });
  return [{ target: target.name, fit, ...(choice && { choice }) }];
}
