import type { Backend } from '@wellposed/core';
import { refuseUnknownOptions } from '@wellposed/core';
import { backendLaws } from './backend-laws.js';
import type { BackendOptions } from './backend-options.js';
import { backendOptionKeys } from './backend-options.js';
import type { Check } from './check.js';
import { DEFAULT_RUNS, DEFAULT_SEED } from './defaults.js';
import type { BackendTrial, Finding, Law } from './law.js';

/**
 * The checks that prove a backend: every law, the laws about closed forms once for each solver that it supports.
 *
 * @throws FitError 'INVALID_OPTION' for options that are not known; RangeError when there is no law, or runs is not a whole number ≥ 1
 */
export function backendChecks(backend: Backend, options: BackendOptions): readonly Check[] {
  refuseUnknownOptions(options, backendOptionKeys, 'BackendOptions');
  const { runs = DEFAULT_RUNS, seed = DEFAULT_SEED, examples = [], laws = backendLaws, resources } = options;
  if (laws.length === 0) throw new RangeError('laws is empty: nothing checked is nothing proved');
  if (!(Number.isInteger(runs) && runs >= 1)) throw new RangeError(`runs must be a whole number ≥ 1, got ${runs}`);
  const trial: BackendTrial = { backend, runs, seed, examples, resources };
  return laws.flatMap((law): readonly Check[] =>
    law.scope === 'backend'
      ? [
          {
            law,
            subject: `backend '${backend.name}'`,
            run: async () => whereAvailable(law, trial, async () => law.check(trial)),
          },
        ]
      : backend.supports.solvers.map((solver) => ({
          law,
          subject: `backend '${backend.name}', solver '${solver}'`,
          run: async () => whereAvailable(law, trial, async () => law.check(trial, solver)),
        })),
  );
}

/** A backend that cannot run here proves nothing here: every law but "availability" says so. */
async function whereAvailable(
  law: Law,
  { backend, seed }: BackendTrial,
  check: () => Promise<Finding | undefined>,
): Promise<Finding | undefined> {
  if (law.name === 'availability') return check();
  try {
    const answer = await backend.available();
    if (answer.ok) return await check();
    return { message: `cannot be checked here: ${answer.reason}. ${answer.remedy}`, counterexample: undefined, seed };
  } catch (error) {
    return { message: `threw ${String(error)}`, counterexample: undefined, seed };
  }
}
