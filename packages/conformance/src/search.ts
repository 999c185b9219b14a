import type { MaybePromise } from '@wellposed/core';
import fc from 'fast-check';
import type { Finding } from './law.js';

/** What a law says about one input where it promises nothing, as beyond the largest κ that a solver can bear. */
export const UNINFORMATIVE = Symbol('uninformative');

/** Nothing when the law holds on an input, a sentence when it is broken, or UNINFORMATIVE. */
export type Verdict = string | undefined | typeof UNINFORMATIVE;

/** How many inputs to try, from which seed, and which to try first. */
export interface Search<T> {
  readonly runs: number;
  readonly seed: number;
  readonly examples?: readonly T[];
}

/**
 * Tries a law on random inputs and shrinks the first that breaks it. An exception is a broken law too.
 *
 * A law that was informative on no input has proved nothing: that is reported as a finding, never passed over.
 */
export async function search<T>(
  { runs, seed, examples = [] }: Search<T>,
  inputs: fc.Arbitrary<T>,
  judge: (input: T) => MaybePromise<Verdict>,
): Promise<Finding | undefined> {
  let informative = 0;
  const property = fc.asyncProperty(inputs, async (input) => {
    const verdict = await judge(input);
    if (typeof verdict === 'string') throw new LawBroken(verdict);
    if (verdict !== UNINFORMATIVE) informative++;
  });
  const result = await fc.check(property, { numRuns: runs, seed, examples: examples.map((input): [T] => [input]) });
  if (result.failed) {
    const { errorInstance, counterexample, counterexamplePath } = result;
    const message = errorInstance instanceof LawBroken ? errorInstance.message : `threw ${String(errorInstance)}`;
    return { message: `${message} (path ${counterexamplePath ?? '?'})`, counterexample: counterexample?.[0], seed };
  }
  if (informative > 0) return undefined;
  return {
    message: `nothing was checked: the law was informative on none of ${runs} inputs`,
    counterexample: undefined,
    seed,
  };
}

class LawBroken extends Error {}
