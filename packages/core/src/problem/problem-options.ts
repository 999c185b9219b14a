import type { Loss } from '../contracts/loss.js';
import type { Penalty } from '../contracts/penalty.js';
import type { LowHalves } from '../contracts/problem.js';

/** What linear and polynomial problems have in common. */
export interface ProblemOptions {
  /** y, n numbers. */
  readonly y: ArrayLike<number>;
  /** n numbers ≥ 0 that multiply the squared residuals; default all 1. */
  readonly weights?: ArrayLike<number>;
  /** What rounding x, y and weights to float64 lost, when it is known: see `parseDecimal`. */
  readonly low?: LowHalves;
  /** Whether a constant column comes first; default true. */
  readonly intercept?: boolean;
  /** Default squared, with the reduction 'sum'. */
  readonly loss?: Loss;
  readonly penalty?: Penalty;
}
