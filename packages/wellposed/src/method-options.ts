import { reference } from '@wellposed/backend-reference';
import type { Backend, ClosedFormOptions, DescentOptions, FitOptions, SolverName } from '@wellposed/core';

/** The closed forms of the default backend. */
export type DefaultSolver = (typeof reference)['supports']['solvers'][number];

/**
 * How to fit: core's `FitOptions` with the backend optional, B being `Backend<S>` or `SynchronousBackend<S>`.
 * The default is the reference backend, which runs everywhere.
 */
export type MethodOptions<S extends SolverName, B extends Backend<S>> = { readonly backend?: B } & (
  Omit<ClosedFormOptions<S>, 'backend'> | Omit<DescentOptions<S>, 'backend'>
);

/** Fills in the default backend. */
export function withDefaultBackend<S extends SolverName, B extends Backend<S>>(
  options: MethodOptions<S, B>,
): FitOptions<S> & { readonly backend: B } {
  // Without a backend nothing else names S, so that it is DefaultSolver and `reference` is a B.
  return { ...options, backend: options.backend ?? (reference as Backend<DefaultSolver> as unknown as B) };
}
