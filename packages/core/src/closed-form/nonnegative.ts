import { at } from '../at.js';
import type { SolverName } from '../contracts/backend.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
import { norm } from '../norm.js';
import { keeping } from './coordinates.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { ClosedFormMethod } from './factored-system.js';
import { withFactorization } from './factored-system.js';
import type { PosedProblem } from './posed-problem.js';
import { reduceSystem } from './reduce-system.js';
import type { ScaledSystem } from './scaled-system.js';
import { LARGEST_COLUMN_NORM } from './scaled-system.js';
import { solveScaled } from './solve-scaled.js';
import { targetResidual } from './target-residual.js';
import { weightedBy } from './weighted-by.js';
import { fromCoordinates } from './working-coefficients.js';

/** Steps per coefficient before giving up; Lawson and Hanson see about one half. */
const STEPS_PER_COEFFICIENT = 10;

/** The least-squares solution with all coefficients but the `passive` ones at 0. */
interface Face {
  readonly passive: readonly number[];
  readonly outcome: ClosedFormOutcome;
  /** θ̄, p numbers, and the bound on its error that is left when no coefficient is on the wrong side of 0. */
  readonly theta: Float64Array;
  readonly error: number;
  /** ĀᵀW(ȳ − Ā θ̄), p numbers: uphill for the coefficients at 0; and the bound on the error of each. */
  readonly ascent: Float64Array;
  readonly ascentError: number;
}

/**
 * Non-negative least squares: min ‖√W(y − A θ)‖ with θⱼ ≥ 0 for the j given, by the active-set method of Lawson and Hanson, Solving
 * Least Squares Problems (1974), algorithm NNLS (23.10). Every face is solved by the closed form, refined, so that the
 * signs of Lagrange multipliers are known to the digits of double-double.
 *
 * At the end the Kuhn–Tucker conditions hold with a margin above the error bounds: then the exact solution lies on the same
 * face, and the face's error bound is that of the solution. Where they hold only within the bounds (a multiplier, or a
 * coefficient, of exactly 0 is of this kind), the objective's strong convexity bounds the distance to the exact solution.
 *
 * @param system of all columns
 * @param bounded indices of the coefficients that must be ≥ 0
 */
export function* solveNonnegative<S extends SolverName>(
  posed: PosedProblem,
  system: ScaledSystem,
  bounded: readonly number[],
  method: ClosedFormMethod<S>,
): Steps<ClosedFormOutcome> {
  const all = Array.from({ length: system.columns }, (_, j) => j);
  const isBounded = (j: number): boolean => bounded.includes(j);
  const solve = (passive: readonly number[]): Steps<Face> => faceOf(posed, system, passive, method);
  let face = yield* solve(all.filter((j) => !isBounded(j)));
  let feasible = face.theta;
  let rejected: readonly number[] = [];
  for (let step = 0; step < STEPS_PER_COEFFICIENT * system.columns; step++) {
    if (face.outcome.scaled.status !== 'converged') break;
    const entering = steepest(face, all, rejected);
    if (entering === undefined) return yield* certified(face, solve, isBounded, rejected);
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
  const { outcome } = face;
  if (outcome.scaled.status !== 'converged') return atBounds(face, isBounded);
  return atBounds(
    { ...face, outcome: { ...outcome, scaled: { ...outcome.scaled, status: 'max-iterations' } } },
    isBounded,
    Infinity,
  );
}

/** The bounded coefficients that the face's solution takes to the wrong side of 0. */
function crossing({ passive, theta }: Face, isBounded: (j: number) => boolean): readonly number[] {
  return passive.filter((j) => isBounded(j) && !(at(theta, j) > 0));
}

/** The coefficient at 0 whose increase lowers the objective fastest, beyond rounding. */
function steepest(
  { passive, ascent, ascentError }: Face,
  all: readonly number[],
  rejected: readonly number[],
): number | undefined {
  const uphill = all.filter((j) => !passive.includes(j) && !rejected.includes(j) && at(ascent, j) > ascentError);
  return uphill.length > 0 ? uphill.reduce((a, b) => (at(ascent, a) >= at(ascent, b) ? a : b)) : undefined;
}

/** The last face with the error bound that holds whatever rounding hides. */
function* certified(
  face: Face,
  solve: (passive: readonly number[]) => Steps<Face>,
  isBounded: (j: number) => boolean,
  rejected: readonly number[],
): Steps<ClosedFormOutcome> {
  const { passive, theta, ascent, ascentError } = face;
  const atZero = Array.from(ascent.keys()).filter((j) => !passive.includes(j));
  let uncertain = atZero.filter((j) => rejected.includes(j) || at(ascent, j) >= -ascentError);
  const touching = passive.some((j) => isBounded(j) && at(theta, j) <= face.error);
  if (uncertain.length === 0 && !touching) return atBounds(face, isBounded);
  // θ̄ solves exactly the problem on these columns whose gradient differs by δ, |δⱼ| ≤ max(ascent error, the ascent itself); with the
  // modulus σ² of their strong convexity it is within ‖δ‖/σ² of the exact solution on them, and within κ of the face's own error.
  // That one is the exact solution of all columns when no ascent of another can be uphill within this distance.
  for (;;) {
    const { outcome: wider } = yield* solve([...passive, ...uncertain].sort((a, b) => a - b));
    const { singularValues, rank } = wider.factorization;
    const size = wider.system.columns;
    if (size === 0) return atBounds(face, isBounded);
    if (rank < size) return atBounds(face, isBounded, Infinity);
    const smallest = at(singularValues, size - 1);
    const gradient = norm(Float64Array.from(uncertain, (j) => Math.max(ascentError, at(ascent, j) + ascentError)));
    const error = (face.error * at(singularValues, 0)) / smallest + gradient / smallest ** 2;
    const shift = ascentError + LARGEST_COLUMN_NORM ** 2 * Math.sqrt(size) * error;
    const more = atZero.filter((j) => !uncertain.includes(j) && !(at(ascent, j) < -shift));
    if (more.length === 0) return atBounds(face, isBounded, error, uncertain);
    uncertain = [...uncertain, ...more];
  }
}

/** The outcome of a face with the bounded coefficients that are 0, and with another error bound where the face's own is not enough. */
function atBounds(
  { passive, theta, outcome }: Face,
  isBounded: (j: number) => boolean,
  error?: number,
  uncertain: readonly number[] = [],
): ClosedFormOutcome {
  const atBound = Array.from(theta.keys()).filter((j) => isBounded(j) && !passive.includes(j));
  if (error === undefined) return { ...outcome, atBound };
  const errors = new Float64Array(passive.length).fill(error);
  return { ...outcome, scaled: { ...outcome.scaled, error, errors, fittedError: Infinity }, atBound, uncertain };
}

function* faceOf<S extends SolverName>(
  { problem }: PosedProblem,
  full: ScaledSystem,
  passive: readonly number[],
  method: ClosedFormMethod<S>,
): Steps<Face> {
  const coordinates = keeping(passive, full.columns);
  const system = yield* reduceSystem(full, coordinates);
  return yield* withFactorization(system, problem.loss, method, function* (factorization) {
    const { unitRoundoff } = method.backend.supports;
    const scaled = yield* solveScaled(system, factorization, unitRoundoff, method.refined);
    const theta = fromCoordinates(scaled.theta, { coordinates, system });
    const size = norm(weightedBy(full.rootWeights, full.targets));
    const { rows, columns } = full;
    // |Āᵀ Ā δθ̄| for the error of θ̄, and the rounding of sums of n and p terms: of y and of the terms of A θ̄, which may be far
    // larger than their sum, those of columns (features) included.
    const reach = Math.sqrt(passive.length) * LARGEST_COLUMN_NORM;
    const ascentError =
      LARGEST_COLUMN_NORM *
      (reach * (passive.length > 0 ? scaled.error : 0) +
        2 * (rows + columns + 2) * U_EXTENDED * (size + reach * norm(theta.hi)));
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
