import { DoubleDouble } from './double-double/double-double.js';

/** Σ v, each addition in double-double, rounded once: the error is below u |Σ v| + 3 n u² Σ|v|. */
export function sumOf(v: Float64Array): number {
  const sum = new DoubleDouble();
  for (const value of v) sum.add(value);
  return sum.hi;
}
