import type { Problem } from '../contracts/problem.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';

/** The same problem with another y, n numbers. */
export function withTarget(problem: Problem, y: DoubleDoubleArray): Problem {
  return { ...problem, y: y.hi, low: { ...problem.low, y: y.lo } };
}

/** y of a problem in double-double, n numbers. */
export function targetOf({ y, low }: Problem): DoubleDoubleArray {
  return { hi: y, lo: low?.y ?? new Float64Array(y.length) };
}
