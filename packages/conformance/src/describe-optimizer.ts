import { DEFAULT_RUNS, DEFAULT_SEED } from './defaults.js';
import { describeChecks } from './describe-checks.js';
import { optimizerChecks } from './optimizer-checks.js';
import type { MakeOptimizer } from './optimizer-law.js';
import type { OptimizerOptions } from './optimizer-options.js';
import type { Runner } from './runner.js';

/**
 * An optimizer's whole proof as a test suite: one test for each law, the seed in the title.
 *
 * @param makeOptimizer makes the optimizer at a learning rate, or 'auto'; other settings fixed
 * @throws RangeError when the list of laws is empty
 */
export function describeOptimizer(runner: Runner, makeOptimizer: MakeOptimizer, options: OptimizerOptions = {}): void {
  const { runs = DEFAULT_RUNS, seed = DEFAULT_SEED } = options;
  const { name } = makeOptimizer({ learningRate: 1 });
  describeChecks(runner, `optimizer '${name}' (seed ${seed}, ${runs} runs)`, optimizerChecks(makeOptimizer, options));
}
