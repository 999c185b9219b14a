import type { Problem, Solution } from '@wellposed/core';
import type { Reason } from './reason.js';

/** How a degree is chosen: leave-one-out error, Akaike's or Schwarz's information criterion, or F tests. */
export type DegreeCriterion = 'loo' | 'aic' | 'bic' | 'f';

/** One degree that was tried. */
export interface DegreeCandidate {
  readonly degree: number;
  readonly problem: Problem;
  readonly solution: Solution;
  readonly degreesOfFreedom: number;
  /** Σ w r², in squared units of y. */
  readonly residualSumOfSquares: number | undefined;
  /** √(PRESS / Σ w): the root mean square of the leave-one-out residuals, in the units of y. */
  readonly loo: number | undefined;
  readonly aic: number | undefined;
  readonly bic: number | undefined;
  /** F of the terms beyond the candidate before, tested in the model of this degree; undefined for the lowest. */
  readonly f: number | undefined;
  /** Probability of an F at least as large if those terms were 0. */
  readonly p: number | undefined;
  /** The value of the chosen criterion: `loo`, `aic`, `bic`, or `p` for 'f'. */
  readonly value: number | undefined;
  /** One for everything above that is undefined. */
  readonly reasons: readonly Reason[];
}

/** A choice among degrees. */
export interface DegreeSelection {
  readonly criterion: DegreeCriterion;
  /** Level of the F tests; present for the criterion 'f'. */
  readonly level?: number;
  /** Ascending in degree. */
  readonly candidates: readonly DegreeCandidate[];
  /** The degree that was chosen; undefined when the criterion is undefined for every candidate. */
  readonly chosen: number | undefined;
  /** One or two sentences: what was chosen and why. */
  readonly advice: string;
}
