import { at } from '../at.js';
import type { SolverName } from '../contracts/backend.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { BoundedSystem, Face } from './active-set.js';
import { activeSet, faceOf } from './active-set.js';
import type { ClosedFormMethod } from './factored-system.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import type { ScaledSystem } from './scaled-system.js';
import { LARGEST_COLUMN_NORM } from './scaled-system.js';
import { shortestNonnegative } from './shortest-nonnegative.js';

/**
 * Non-negative least squares: min ‖√W(y − A θ)‖ with θⱼ ≥ 0 for the j given (`activeSet`).
 *
 * At the end the Kuhn–Tucker conditions hold with a margin above the error bounds: then the exact solution lies on the same
 * face, and the face's error bound is that of the solution. Where they hold only within the bounds (a multiplier, or a
 * coefficient, of exactly 0 is of this kind), the objective's strong convexity bounds the distance to the exact solution; where
 * columns that depend on each other leave it none, there may be many solutions (`shortestNonnegative`).
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
  const isBounded = (j: number): boolean => bounded.includes(j);
  const problem = { system, loss: posed.problem.loss, isBounded, method };
  const { face, rejected, end } = yield* activeSet(problem);
  if (end === 'optimal') return yield* certified(posed, problem, face, rejected);
  if (end === 'stuck') return atBounds(face, isBounded);
  const { outcome } = face;
  return atBounds(
    { ...face, outcome: { ...outcome, scaled: { ...outcome.scaled, status: end } } },
    isBounded,
    Infinity,
  );
}

/** The last face with the error bound that holds whatever rounding hides. */
function* certified<S extends SolverName>(
  posed: PosedProblem,
  problem: BoundedSystem<S>,
  face: Face,
  rejected: readonly number[],
): Steps<ClosedFormOutcome> {
  const { isBounded } = problem;
  const { passive, theta, ascent, ascentError } = face;
  const atZero = Array.from(ascent.keys()).filter((j) => !passive.includes(j));
  // Free coefficients at 0 are those that the search has found dependent on others.
  let uncertain = atZero.filter((j) => !isBounded(j) || rejected.includes(j) || at(ascent, j) >= -ascentError);
  const touching = passive.some((j) => isBounded(j) && at(theta, j) <= face.error);
  if (uncertain.length === 0 && !touching) return atBounds(face, isBounded);
  // θ̄ solves exactly the problem on these columns whose gradient differs by δ, |δⱼ| ≤ max(ascent error, the ascent itself); with the
  // modulus σ² of their strong convexity it is within ‖δ‖/σ² of the exact solution on them, and within κ of the face's own error.
  // That one is the exact solution of all columns when no ascent of another can be uphill within this distance.
  for (;;) {
    const { outcome: wider } = yield* faceOf(
      problem,
      [...passive, ...uncertain].sort((a, b) => a - b),
    );
    const { singularValues, rank } = wider.factorization;
    const size = wider.system.columns;
    if (size === 0) return atBounds(face, isBounded);
    if (rank < size) return yield* shortestNonnegative(posed, problem, face, uncertain);
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
