import type { ReferenceSet } from '@wellposed/conformance';

/** What a program found, as plain numbers, the intercept first, then ascending powers or the columns in order. */
export interface Estimates {
  readonly coefficients: readonly number[];
  readonly standardErrors?: readonly number[];
}

/** One row of the accuracy tables: a program and how it is called. */
export interface Program {
  /** Its name, and the way of calling it where there are several. */
  readonly name: string;
  readonly version: string;
  /**
   * Fits one data set.
   *
   * @returns undefined when the program does not offer such a model
   * @throws whatever the program throws
   */
  readonly fit: (set: ReferenceSet) => Estimates | undefined;
}
