import type { Backend } from '@wellposed/core';
import { backendChecks } from './backend-checks.js';
import type { BackendOptions } from './backend-options.js';
import { runChecks } from './run-checks.js';
import type { Violation } from './violation.js';

/**
 * The laws that a backend breaks, each with a counterexample and how to fix it; empty when it obeys them all.
 *
 * @throws RangeError when the list of laws is empty: it cannot pass on nothing
 */
export async function backendViolations(backend: Backend, options: BackendOptions = {}): Promise<readonly Violation[]> {
  return runChecks(backendChecks(backend, options));
}
