import { optimizerChecks } from './optimizer-checks.js';
import type { MakeOptimizer } from './optimizer-law.js';
import type { OptimizerOptions } from './optimizer-options.js';
import { runChecks } from './run-checks.js';
import type { Violation } from './violation.js';

/**
 * The laws that an optimizer breaks, each with a counterexample and how to fix it; empty when it obeys them all.
 *
 * @throws RangeError when the list of laws is empty: it cannot pass on nothing
 */
export async function optimizerViolations(
  makeOptimizer: MakeOptimizer,
  options: OptimizerOptions = {},
): Promise<readonly Violation[]> {
  return runChecks(optimizerChecks(makeOptimizer, options));
}
