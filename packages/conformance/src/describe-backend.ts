import type { Backend } from '@wellposed/core';
import { backendChecks } from './backend-checks.js';
import type { BackendOptions } from './backend-options.js';
import { DEFAULT_RUNS, DEFAULT_SEED } from './defaults.js';
import { describeChecks } from './describe-checks.js';
import type { Runner } from './runner.js';

/**
 * A backend's whole proof as a test suite: one test for each law (and solver), the seed in the title.
 *
 * A broken law throws a `BrokenLawError` with the smallest problem found that breaks it and how to fix it.
 *
 * @throws RangeError when the list of laws is empty
 */
export function describeBackend(runner: Runner, backend: Backend, options: BackendOptions = {}): void {
  const { runs = DEFAULT_RUNS, seed = DEFAULT_SEED } = options;
  describeChecks(runner, `backend '${backend.name}' (seed ${seed}, ${runs} runs)`, backendChecks(backend, options));
}
