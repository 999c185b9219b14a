import { reference } from '@wellposed/backend-reference';
import type { Backend, ClosedFormOptions, DescentOptions, FitOptions, SolverName } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import type { ReportOptions } from './fit-result.js';

/** The closed forms of the default backend. */
export type DefaultSolver = (typeof reference)['supports']['solvers'][number];

/**
 * How to fit and report: core's `FitOptions` with the backend optional, B being `Backend<S>` or `SynchronousBackend<S>`,
 * and the level of the intervals. The default backend is the reference one, which runs everywhere.
 */
export type MethodOptions<S extends SolverName, B extends Backend<S>> = ReportOptions & { readonly backend?: B } & (
    Omit<ClosedFormOptions<S>, 'backend'> | Omit<DescentOptions<S>, 'backend'>
  );

/** The backend, or the default one for callers that named none: then nothing else names S, so that it is DefaultSolver. */
export function orDefaultBackend<S extends SolverName, B extends Backend<S>>(backend: B | undefined): B {
  return backend ?? (reference as Backend<DefaultSolver> as unknown as B);
}

/** Fills in the default backend. @throws FitError 'INVALID_OPTION' for options that are no object */
export function withDefaultBackend<S extends SolverName, B extends Backend<S>>(
  options: MethodOptions<S, B>,
): FitOptions<S> & { readonly backend: B } {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) {
    throw new FitError('INVALID_OPTION', 'options must be an object', { argument: 'options', value: given });
  }
  return { ...options, backend: orDefaultBackend<S, B>(options.backend) };
}
