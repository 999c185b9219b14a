import { DoubleDouble } from '@wellposed/core';

/**
 * √x in double-double for x ≥ 0, in place: with r = fl(√x), r + (x − r²)/(2r), by one Newton step whose residual is
 * exact. Its relative error is below 2u² + O(u³); NaN for x < 0.
 *
 * Source: Karp & Markstein, "High-precision division and square root", ACM TOMS 23 (1997) 561–589.
 */
export function squareRoot(x: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(x.hi);
  if (!(root > 0)) return x.set(root);
  const square = new DoubleDouble(root).multiply(root);
  const residual = x.add(-square.hi, -square.lo).hi;
  return x.set(root).add(residual / (2 * root));
}
