import { referenceSets } from '@wellposed/conformance';
import type { Estimates, Program } from './program.js';

/** What a program answered to every data set, in the order of `referenceSets`. */
export interface Answers {
  readonly program: Program;
  /** 'failed': it threw; undefined: it does not offer such a model. */
  readonly estimates: readonly (Estimates | 'failed' | undefined)[];
}

/** Runs a program on every data set. One that gives up is a result, which the tables show. */
export function answersOf(program: Program): Answers {
  const estimates = referenceSets.map((set) => {
    try {
      return program.fit(set);
    } catch {
      return 'failed';
    }
  });
  return { program, estimates };
}
