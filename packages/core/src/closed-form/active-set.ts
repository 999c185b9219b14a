import { at } from '../at.js';
import type { SolverName } from '../contracts/backend.js';
import type { Loss } from '../contracts/loss.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { norm } from '../norm.js';
import { independentColumns } from './basic-solution.js';
import { keeping } from './coordinates.js';
import type { ClosedFormMethod } from './factored-system.js';
import { withFactorization } from './factored-system.js';
import type { ClosedFormOutcome } from './outcome.js';
import { changeOf, reduceSystem } from './reduce-system.js';
import type { ScaledSystem } from './scaled-system.js';
import { LARGEST_COLUMN_NORM } from './scaled-system.js';
import { solveScaled } from './solve-scaled.js';
import { targetResidual } from './target-residual.js';
import { weightedBy } from './weighted-by.js';
import { fromCoordinates } from './working-coefficients.js';

/** Steps per coefficient before giving up; Lawson and Hanson see about one half. */
const STEPS_PER_COEFFICIENT = 10;

/** The least-squares solution with all coefficients but the `passive` ones at 0. */
export interface Face {
  readonly passive: readonly number[];
  readonly outcome: ClosedFormOutcome;
  /** θ̄, p numbers, and the bound on its error that is left when no coefficient is on the wrong side of 0. */
  readonly theta: Float64Array;
  readonly error: number;
  /** ĀᵀW(ȳ − Ā θ̄), p numbers: uphill for the coefficients at 0; and the bound on the error of each. */
  readonly ascent: Float64Array;
  readonly ascentError: number;
}

/** Where the search ended. */
export interface ActiveSet {
  readonly face: Face;
  /** Coefficients that would lower the objective by rounding only. */
  readonly rejected: readonly number[];
  /** 'stuck': the face could not be solved. */
  readonly end: 'optimal' | 'stuck' | 'max-iterations';
}

/** A problem with bounds, as the search sees it. */
export interface BoundedSystem<S extends SolverName> {
  readonly system: ScaledSystem;
  readonly loss: Loss;
  readonly isBounded: (j: number) => boolean;
  readonly method: ClosedFormMethod<S>;
}

/**
 * min ‖√W(y − A θ)‖ with θⱼ ≥ 0 for the bounded j, by the active-set method of Lawson and Hanson, Solving Least Squares Problems
 * (1974), algorithm NNLS (23.10). Every face is solved by the closed form, refined, so that the signs of Lagrange multipliers are
 * known to the digits of double-double.
 *
 * Columns that depend on those of the face stay at 0: they have nothing to add. That goes for the free ones too.
 */
export function* activeSet<S extends SolverName>(bounded: BoundedSystem<S>): Steps<ActiveSet> {
  const { system, isBounded } = bounded;
  const all = Array.from({ length: system.columns }, (_, j) => j);
  const solve = (passive: readonly number[]): Steps<Face> => faceOf(bounded, passive);
  let face = yield* solve(all.filter((j) => !isBounded(j)));
  if (face.outcome.scaled.status === 'rank-deficient') {
    const { nullSpace, rank } = face.outcome.factorization;
    const kept = independentColumns(nullSpace, face.passive.length, face.passive.length - rank);
    face = yield* solve(face.passive.filter((_, k) => kept.includes(k)));
  }
  let feasible = face.theta;
  let rejected: readonly number[] = [];
  for (let step = 0; step < STEPS_PER_COEFFICIENT * system.columns; step++) {
    if (face.outcome.scaled.status !== 'converged') break;
    const entering = steepest(face, all.filter(isBounded), rejected);
    if (entering === undefined) return { face, rejected, end: 'optimal' };
    let next = yield* solve([...face.passive, entering].sort((a, b) => a - b));
    // A column that depends on those already there, or that leaves at once, brings nothing but rounding.
    if (next.outcome.scaled.status !== 'converged' || !(at(next.theta, entering) > 0)) {
      rejected = [...rejected, entering];
      continue;
    }
    rejected = [];
    let leaving = crossing(next, isBounded);
    while (leaving.length > 0) {
      const { passive: before, theta: target } = next;
      const from = feasible;
      const share = (j: number): number => (at(from, j) > 0 ? at(from, j) / (at(from, j) - at(target, j)) : 0);
      const first = leaving.reduce((a, b) => (share(a) <= share(b) ? a : b));
      feasible = from.map((value, j) => (j === first ? 0 : value + share(first) * (at(target, j) - value)));
      next = yield* solve(before.filter((j) => !isBounded(j) || at(feasible, j) > 0));
      leaving = crossing(next, isBounded);
    }
    face = next;
    feasible = face.theta;
  }
  return { face, rejected, end: face.outcome.scaled.status === 'converged' ? 'max-iterations' : 'stuck' };
}

/** The bounded coefficients that the face's solution takes to the wrong side of 0. */
function crossing({ passive, theta }: Face, isBounded: (j: number) => boolean): readonly number[] {
  return passive.filter((j) => isBounded(j) && !(at(theta, j) > 0));
}

/** The coefficient at 0 whose increase lowers the objective fastest, beyond rounding. */
function steepest(
  { passive, ascent, ascentError }: Face,
  bounded: readonly number[],
  rejected: readonly number[],
): number | undefined {
  const uphill = bounded.filter((j) => !passive.includes(j) && !rejected.includes(j) && at(ascent, j) > ascentError);
  return uphill.length > 0 ? uphill.reduce((a, b) => (at(ascent, a) >= at(ascent, b) ? a : b)) : undefined;
}

/** The least-squares solution with all coefficients but some at 0. */
export function* faceOf<S extends SolverName>(
  { system: full, loss, method }: BoundedSystem<S>,
  passive: readonly number[],
): Steps<Face> {
  const coordinates = keeping(passive, full.columns);
  const system = yield* reduceSystem(full, coordinates);
  return yield* withFactorization(system, loss, method, function* (factorization) {
    const { unitRoundoff } = method.backend.supports;
    const scaled = yield* solveScaled(system, factorization, unitRoundoff, method.refined);
    const theta = fromCoordinates(scaled.theta, { coordinates, system });
    const size = norm(weightedBy(full.rootWeights, full.targets));
    const { rows, columns } = full;
    // |Āᵀ Ā δθ̄| for the error of θ̄, and the rounding of sums of n and p terms: of y and of the terms of A θ̄, which may be far
    // larger than their sum, those of columns (features) included; and the errors of the columns, ΔĀᵀ r and Āᵀ ΔĀ θ̄.
    const reach = Math.sqrt(passive.length) * LARGEST_COLUMN_NORM;
    const ascentError =
      LARGEST_COLUMN_NORM *
        (reach * (passive.length > 0 ? scaled.error : 0) +
          changeOf(theta.hi, full.columnErrors) +
          2 * (rows + columns + 2) * U_EXTENDED * (size + reach * norm(theta.hi))) +
      maximumMagnitude(full.columnErrors ?? new Float64Array(0)) * (size + reach * norm(theta.hi));
    return {
      passive,
      outcome: { system, coordinates, factorization, scaled },
      theta: theta.hi,
      error: scaled.error,
      ascent: yield* ascentOf(full, theta),
      ascentError,
    };
  });
}

/** ĀᵀW(ȳ − Ā θ̄), each sum in double-double, rounded once. */
function* ascentOf(system: ScaledSystem, theta: DoubleDoubleArray): Steps<Float64Array> {
  const { rows, columns, design, weights, weightsLow } = system;
  const residual = yield* targetResidual(system, theta);
  const sums = Array.from({ length: columns }, () => new DoubleDouble());
  const rest = new DoubleDouble();
  yield* byRows(rows, 16 * (columns + 1), (from, to) => {
    for (let i = from; i < to; i++) {
      rest.set(at(residual.hi, i), at(residual.lo, i));
      if (weights) rest.multiply(at(weights, i), weightsLow ? at(weightsLow, i) : 0);
      for (const [j, sum] of sums.entries()) {
        sum.addProduct(at(design.hi, i * columns + j), at(design.lo, i * columns + j), rest.hi, rest.lo);
      }
    }
  });
  return Float64Array.from(sums, (sum) => sum.hi);
}
