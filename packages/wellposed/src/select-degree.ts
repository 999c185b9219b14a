import type { Backend, SolverName, SynchronousBackend } from '@wellposed/core';
import { refuseUnknownOptions } from '@wellposed/core';
import type { DegreeSelection, SelectDegreeOptions } from '@wellposed/inference';
import { selectDegree as choose, selectDegreeOptionKeys, selectDegreeSync as chooseSync } from '@wellposed/inference';
import type { DefaultSolver } from './method-options.js';
import { orDefaultBackend } from './method-options.js';

/** Data, candidates and criterion of a choice, the backend being optional: the default is the reference backend. */
export type DegreeOptions<S extends SolverName, B extends Backend<S> = Backend<S>> = Omit<
  SelectDegreeOptions<S>,
  'backend'
> & { readonly backend?: B };

/**
 * Fits polynomials of several degrees and chooses one: by leave-one-out error, AIC, BIC or F tests.
 *
 * @throws FitError as `selectDegree` of @wellposed/inference
 */
export async function selectDegree<S extends SolverName = DefaultSolver>(
  options: DegreeOptions<S>,
): Promise<DegreeSelection> {
  refuseUnknownOptions(options, selectDegreeOptionKeys, 'selectDegree');
  return choose<S>({ ...options, backend: orDefaultBackend<S, Backend<S>>(options.backend) });
}

/** As `selectDegree`, at once, on a backend that is synchronous. @throws FitError as `selectDegree`. */
export function selectDegreeSync<S extends SolverName = DefaultSolver>(
  options: DegreeOptions<S, SynchronousBackend<S>>,
): DegreeSelection {
  refuseUnknownOptions(options, selectDegreeOptionKeys, 'selectDegreeSync');
  return chooseSync<S>({ ...options, backend: orDefaultBackend<S, SynchronousBackend<S>>(options.backend) });
}
