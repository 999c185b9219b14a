import type { Problem } from '../contracts/problem.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';

/** x of a problem in double-double, n × d. */
export function inputsOf({ x, low }: Problem): DoubleDoubleArray {
  return { hi: x, lo: low?.x ?? new Float64Array(x.length) };
}
