import type { Backend, SolverName } from '@wellposed/core';
import { CommandError, usageError } from '../command-error.js';
import { exitCode } from '../exit-code.js';
import type { ProbedBackend } from './probe-backends.js';

/** What a fit needs of a backend. */
export interface BackendNeeds {
  readonly solver?: SolverName | undefined;
  readonly generalLoss: boolean;
  /** A clause that says what the answer would lose on float32; absent when it is refined in double-double. */
  readonly whyFloat64?: string | undefined;
}

/** A backend that can do a fit here, and what it runs on. */
export interface UsableBackend {
  readonly backend: Backend;
  readonly engine: string;
}

/**
 * A backend when it can do the fit, else why not, as a CommandError: exit code 4 when it cannot run here, 2 when it does not do
 * what is needed.
 */
export function usableBackend(probed: ProbedBackend, needs: BackendNeeds): UsableBackend | CommandError {
  const { name } = probed;
  if (!probed.ok) {
    return new CommandError(exitCode.backend, `backend ${name} cannot run here: ${probed.reason}; ${probed.remedy}`);
  }
  const { backend, engine } = probed;
  const { solvers, generalLosses } = backend.supports;
  if (needs.solver !== undefined && !solvers.includes(needs.solver)) {
    return usageError(`backend ${name} has no solver ${needs.solver}; it has ${solvers.join(', ') || 'none'}`);
  }
  if (needs.generalLoss && !generalLosses) return usageError(`backend ${name} has no loss but the squared one`);
  return { backend, engine };
}
