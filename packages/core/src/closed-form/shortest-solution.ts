import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { multiply } from '../double-double/multiply.js';
import { changedErrors } from './certify.js';
import { project } from './exact-projector.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import { inUnits, workingErrors } from './working-coefficients.js';

/**
 * The shortest solution, p numbers in the user's basis, and bounds on their errors, where the null space is known without rounding:
 * the projection of the solution that was `found`, in the working basis, with no error but what that one has.
 */
export function shortestOf(
  posed: PosedProblem,
  outcome: ClosedFormOutcome,
  found: DoubleDoubleArray,
): { readonly theta: Float64Array; readonly errors: Float64Array } | undefined {
  const { changeOfBasis, changeErrors, system } = posed;
  const projector = outcome.dependence?.projector;
  const { scaled } = outcome;
  if (!projector || !(scaled.error < Infinity) || !found.hi.every(Number.isFinite)) return undefined;
  const errors = workingErrors(posed, outcome, found);
  const unit = outcome.system.targetScale;
  const theta = inUnits(found, unit);
  const user = changeOfBasis ? multiply(changeOfBasis, theta, system.columns) : theta;
  const userErrors =
    changeOfBasis && changeErrors
      ? changedErrors(errors, { matrix: changeOfBasis, errors: changeErrors, theta: found })
      : errors;
  if (!user.hi.every(Number.isFinite)) return undefined;
  const shortest = project(projector, user, userErrors);
  return { theta: shortest.theta.map((value) => value * unit), errors: shortest.errors };
}
