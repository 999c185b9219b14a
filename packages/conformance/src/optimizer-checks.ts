import { refuseUnknownOptions } from '@wellposed/core';
import type { Check } from './check.js';
import { DEFAULT_RUNS, DEFAULT_SEED } from './defaults.js';
import type { MakeOptimizer } from './optimizer-law.js';
import { optimizerLaws } from './optimizer-laws.js';
import type { OptimizerOptions } from './optimizer-options.js';
import { optimizerOptionKeys } from './optimizer-options.js';

/**
 * The checks that prove an optimizer: every law.
 *
 * @throws FitError 'INVALID_OPTION' for options that are not known; RangeError when there is no law, or runs is not a whole number ≥ 1
 */
export function optimizerChecks(makeOptimizer: MakeOptimizer, options: OptimizerOptions): readonly Check[] {
  refuseUnknownOptions(options, optimizerOptionKeys, 'OptimizerOptions');
  const { runs = DEFAULT_RUNS, seed = DEFAULT_SEED, laws = optimizerLaws } = options;
  if (laws.length === 0) throw new RangeError('laws is empty: nothing checked is nothing proved');
  if (!(Number.isInteger(runs) && runs >= 1)) throw new RangeError(`runs must be a whole number ≥ 1, got ${runs}`);
  const subject = `optimizer '${makeOptimizer({ learningRate: 1 }).name}'`;
  return laws.map((law) => ({ law, subject, run: async () => law.check({ makeOptimizer, runs, seed }) }));
}
