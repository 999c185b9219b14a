import { at } from '../at.js';
import type { EqualityConstraint } from '../contracts/problem.js';
import { DoubleDouble } from '../double-double/double-double.js';

/**
 * The coefficients that a constraint of their own fixes, c θⱼ = value, by index: d ÷ c, rounded once. A change of basis would
 * leave the rounding of what cancels to them, 3e-33 where 0 was asked for.
 */
export function fixedCoefficients(constraints: readonly EqualityConstraint[]): ReadonlyMap<number, number> {
  const fixed = new Map<number, number>();
  const quotient = new DoubleDouble();
  for (const constraint of constraints) {
    if (!('coefficients' in constraint)) continue;
    const { coefficients, value } = constraint;
    const [only, ...others] = [...coefficients.hi.keys()].filter((j) => at(coefficients.hi, j) !== 0);
    if (only === undefined || others.length > 0) continue;
    quotient.set(at(value.hi, 0), at(value.lo, 0)).divide(at(coefficients.hi, only), at(coefficients.lo, only));
    fixed.set(only, quotient.hi);
  }
  return fixed;
}
