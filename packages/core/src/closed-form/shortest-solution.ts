import { at } from '../at.js';
import type { WideArray } from '../double-double/double-double-array.js';
import { wideProduct } from '../double-double/wide-product.js';
import { changedErrors } from './certify.js';
import { project } from './exact-projector.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import { workingErrors } from './working-coefficients.js';

/**
 * The shortest solution, p numbers in the user's basis, and bounds on their errors in their units, where the null space is known
 * without rounding: the projection of the solution that was `found`, in the working basis, with no error but what that one has.
 */
export function shortestOf(
  posed: PosedProblem,
  outcome: ClosedFormOutcome,
  found: WideArray,
): { readonly theta: WideArray; readonly errors: Float64Array } | undefined {
  const { changeOfBasis, changeErrors, system } = posed;
  const projector = outcome.dependence?.projector;
  const { scaled } = outcome;
  if (!projector || !(scaled.error < Infinity) || !found.hi.every(Number.isFinite)) return undefined;
  const errors = workingErrors(posed, outcome, found);
  const user = changeOfBasis ? wideProduct(changeOfBasis, found, system.columns) : found;
  const userErrors =
    changeOfBasis && changeErrors
      ? changedErrors(errors, { matrix: changeOfBasis, errors: changeErrors, theta: found })
      : Array.from(errors, (value, j) => ({ value, exponent: found.exponents ? at(found.exponents, j) : 0 }));
  return user.hi.every(Number.isFinite) ? project(projector, user, userErrors) : undefined;
}
