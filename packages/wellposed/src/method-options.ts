import { reference } from '@wellposed/backend-reference';
import type { Backend, ClosedFormOptions, DescentOptions, FitOptions, OptionKeys, SolverName } from '@wellposed/core';
import { fitOptionKeys, optionsAmong, refuseUnknownOptions } from '@wellposed/core';
import type { ReportOptions } from './fit-result.js';
import { reportOptionKeys } from './fit-result.js';

/** The closed forms of the default backend. */
export type DefaultSolver = (typeof reference)['supports']['solvers'][number];

/**
 * How to fit and report: core's `FitOptions` with the backend optional, B being `Backend<S>` or `SynchronousBackend<S>`,
 * and the level of the intervals. The default backend is the reference one, which runs everywhere.
 */
export type MethodOptions<S extends SolverName, B extends Backend<S>> = ReportOptions & { readonly backend?: B } & (
    Omit<ClosedFormOptions<S>, 'backend'> | Omit<DescentOptions<S>, 'backend'>
  );

/** The names of `MethodOptions`. */
export const methodOptionKeys = { ...reportOptionKeys, ...fitOptionKeys } satisfies OptionKeys<
  MethodOptions<SolverName, Backend>
>;

/** The backend, or the default one for callers that named none: then nothing else names S, so that it is DefaultSolver. */
export function orDefaultBackend<S extends SolverName, B extends Backend<S>>(backend: B | undefined): B {
  return backend ?? (reference as Backend<DefaultSolver> as unknown as B);
}

/** Core's part of the options, with the default backend. @throws FitError 'INVALID_OPTION' for options that are not known */
export function withDefaultBackend<S extends SolverName, B extends Backend<S>>(
  options: MethodOptions<S, B>,
): FitOptions<S> & { readonly backend: B } {
  refuseUnknownOptions(options, methodOptionKeys, 'fit');
  return { ...optionsAmong(options, fitOptionKeys), backend: orDefaultBackend<S, B>(options.backend) };
}
