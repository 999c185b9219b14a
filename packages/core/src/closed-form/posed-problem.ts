import type { Model, Problem } from '../contracts/problem.js';
import type { DoubleDoubleArray, WideArray } from '../double-double/double-double-array.js';
import type { Steps } from '../fit/steps.js';
import { withPenaltyRows } from '../penalties/with-penalty-rows.js';
import { coefficientNames } from '../problem/coefficient-names.js';
import { inputsOf } from '../problem/inputs-of.js';
import { inputsThatCount } from '../problem/inputs-that-count.js';
import { designErrorsOf, materialiseSteps } from '../problem/materialise.js';
import type { WeightedRows } from '../problem/weighted-rows.js';
import type { Coordinates } from './coordinates.js';
import { constraintEquations } from './constraint-equations.js';
import { eliminate } from './eliminate.js';
import type { ScaledSystem } from './scaled-system.js';
import { scaledSystem } from './scaled-system.js';

/** A problem ready to be solved: everything about it that does not depend on y. */
export interface PosedProblem {
  readonly problem: Problem;
  /** Names of the coefficients in the user's basis. */
  readonly names: readonly string[];
  /** The model that is solved. */
  readonly model: Model;
  /** M: coefficients in the user's basis = M · working ones; absent when both bases are the same. */
  readonly changeOfBasis: WideArray | undefined;
  /** Bounds on the absolute errors of the entries of M, in the units of its rows. */
  readonly changeErrors: Float64Array | undefined;
  /** Sizes of the columns of the user's design, where its basis tells them. */
  readonly columnSizes: Float64Array | undefined;
  /** The working design over the rows of the problem, n × p. */
  readonly design: DoubleDoubleArray;
  /** Bounds on the absolute errors of its entries, n × p; absent: it is right to double-double. */
  readonly designErrors: Float64Array | undefined;
  /** Those rows and the penalty's. */
  readonly rows: WeightedRows;
  /** The rows, scaled, with the problem's own y. */
  readonly system: ScaledSystem;
  /** What the equality constraints leave; absent without any. */
  readonly coordinates: Coordinates | undefined;
}

/**
 * Chooses the working basis, evaluates and scales the design, and resolves the equality constraints.
 *
 * @param keepsBasis whether the working basis is to be the user's own; default false
 * @throws FitError as `materialise`, `scaledSystem`, `constraintEquations` and `eliminate` do
 */
export function* pose(problem: Problem, keepsBasis = false): Steps<PosedProblem> {
  const working = workingModel(problem, keepsBasis);
  const x = inputsOf(problem);
  const design = yield* materialiseSteps(working.model, x, problem.y.length);
  const designErrors = yield* designErrorsOf(working.model, x, problem.y.length);
  const rows = withPenaltyRows(problem, design, designErrors);
  const system = yield* scaledSystem(rows);
  const { columns, columnScales } = system;
  const { constraints = [] } = problem;
  const coordinates =
    constraints.length > 0
      ? eliminate(constraintEquations(constraints, { ...working, columnScales }), columns)
      : undefined;
  return {
    problem,
    names: coefficientNames(problem.model),
    ...working,
    design,
    designErrors,
    rows,
    system,
    coordinates,
  };
}

type Working = Pick<PosedProblem, 'model' | 'changeOfBasis' | 'changeErrors' | 'columnSizes'>;

/** The model that is solved: well-conditioned where its basis knows how, and nothing ties it to the user's basis. */
function workingModel(problem: Problem, keepsBasis: boolean): Working {
  const { model, penalty, nonnegative } = problem;
  if (keepsBasis || !model.intercept || penalty || nonnegative || !model.basis.conditioned) {
    return { model, changeOfBasis: undefined, changeErrors: undefined, columnSizes: undefined };
  }
  const { basis, changeOfBasis, errors, columnSizes } = model.basis.conditioned(inputsThatCount(problem));
  return { model: { basis, intercept: true }, changeOfBasis, changeErrors: errors, columnSizes };
}
