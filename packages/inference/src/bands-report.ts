import type { Reason } from './reason.js';

/** Lower and upper edge, m numbers each, in the units of y. */
export interface Band {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Fitted curve and its bands at m rows of x. Free of NaN and infinities. */
export interface Bands {
  /** Level of both bands, in (0, 1), at each x by itself. */
  readonly level: number;
  /** m numbers, in the units of y; undefined when one of them is beyond float64's range. */
  readonly fitted: Float64Array | undefined;
  /** For the expected value at x; undefined when it does not exist at one of the rows. */
  readonly confidence: Band | undefined;
  /** For one more observation of weight 1 at x; undefined with `confidence`. */
  readonly prediction: Band | undefined;
  /** One for everything above that is undefined. */
  readonly reasons: readonly Reason[];
}
