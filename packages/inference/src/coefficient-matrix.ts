import type { Reason } from './reason.js';

/** A symmetric p × p matrix over the coefficients in the user's basis. Plain data, free of NaN and infinities. */
export interface CoefficientMatrix {
  /** Names of rows and columns, as in the solution. */
  readonly names: readonly string[];
  /** p rows of p entries; undefined where one of the two coefficients has no standard error, with a `Reason`. */
  readonly values: readonly (readonly (number | undefined)[])[];
  /** One for everything above that is undefined. */
  readonly reasons: readonly Reason[];
}
