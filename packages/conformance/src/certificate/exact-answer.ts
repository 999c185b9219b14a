import type { ExactVector } from '../oracle/exact-vector.js';

/** What the coefficients and the fitted values of a problem are, without any rounding. */
export interface ExactAnswer {
  /** θ*, p rationals in the user's basis. */
  readonly theta: ExactVector;
  /** A θ*, n rationals. */
  readonly fitted: ExactVector;
}
