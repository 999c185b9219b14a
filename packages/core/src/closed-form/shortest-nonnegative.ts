/*
 * The many solutions of a non-negative least-squares problem, and the shortest of them. All minimisers have the same fitted values, so
 * that with one of them, θ, the others are
 *
 *     θ + N z,   A N = 0,   with (θ + N z)ⱼ ≥ 0 for the bounded j.
 *
 * Where the multiplier of a bound is not 0, the coefficient is 0 in all of them: only columns without one take part in N. Of these, j
 * stays at 0 all the same when no z with N_T z ≥ 0 has (N z)ⱼ > 0, T those at 0 (Stiemke's alternative, by least squares):
 *
 *     min ‖N_Tᵀ v‖ over v ≥ 1,   z = N_Tᵀ v:   N_T z ≥ 0, and (N_T z)ⱼ > 0 only where vⱼ = 1,
 *
 * repeated for the rows with (N_T z)ⱼ = 0 until z is 0 (they all stay) or none is left. The shortest solution is a least-distance
 * problem, min ‖z + Nᵀθ‖ over the same z for an orthonormal N, solved as a non-negative one: with G = N_B, h = −(θ − N Nᵀθ)_B,
 *
 *     min ‖E u − f‖ over u ≥ 0,   E = [Gᵀ; hᵀ],   f = (0, …, 0, 1);
 *
 * the bounds with uⱼ > 0 hold it. With these at 0 it is the shortest of a problem without bounds.
 *
 * Source: Lawson and Hanson, Solving Least Squares Problems (1974), §23.4 (LDP); Stiemke, Math. Ann. 76 (1915) 340–342.
 */
import { at } from '../at.js';
import type { SolverName } from '../contracts/backend.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { U } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { ActiveSet, BoundedSystem, Face } from './active-set.js';
import { activeSet } from './active-set.js';
import { solveDependent, withDependence } from './basic-solution.js';
import { keeping } from './coordinates.js';
import type { ExactNullSpace } from './exact-null-space.js';
import { exactNullSpace, roundedVectors } from './exact-null-space.js';
import { withFactorization } from './factored-system.js';
import { leastLeak } from './least-leak.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import { reduceSystem } from './reduce-system.js';
import { scaledSystem } from './scaled-system.js';
import { shortestOf } from './shortest-solution.js';
import {
  fromCoordinates,
  inLargestUnit,
  toWorking,
  unscaled,
  workingCoefficients,
  workingErrors,
} from './working-coefficients.js';

/** Halfway between rounding and 1: below, a number that could be 0 is. */
const NOTHING = Math.sqrt(U);

/**
 * The shortest of all solutions.
 *
 * @param face of a solution whose columns are independent
 * @param uncertain coefficients at 0 whose multipliers are 0 as far as rounding can tell
 */
export function* shortestNonnegative<S extends SolverName>(
  posed: PosedProblem,
  problem: BoundedSystem<S>,
  face: Face,
  uncertain: readonly number[],
): Steps<ClosedFormOutcome> {
  const { isBounded } = problem;
  const candidates = [...face.passive, ...uncertain].sort((a, b) => a - b);
  const all = yield* nullSpaceOf(posed, problem, candidates, uncertain.length);
  if (!all) return anyOfMany(face, isBounded, candidates);
  const atZero = candidates.filter((j) => isBounded(j) && !face.passive.includes(j));
  const held = yield* staying(all.vectors, atZero, problem);
  if (!held) return anyOfMany(face, isBounded, candidates);
  const moving = candidates.filter((j) => !held.includes(j));
  const free = held.length > 0 ? yield* nullSpaceOf(posed, problem, moving) : all;
  if (!free) return anyOfMany(face, isBounded, candidates);
  const undetermined = movedBy(free);
  // Bounds that leave one solution, which no margin proves.
  if (undetermined.length === 0) return { ...faceOutcome(face, isBounded), unproved: true };
  const given = userCoefficients(posed, face.outcome);
  const holding = yield* holdingBounds(given, free.vectors, moving.filter(isBounded), problem);
  if (!holding) return anyOfMany(face, isBounded, undetermined);
  let kept = moving.filter((j) => !holding.active.includes(j));
  for (;;) {
    const outcome = yield* solveKept(posed, problem, kept);
    // What the backend cannot solve leaves the solution that is at hand.
    if (outcome.scaled.status !== 'rank-deficient') return anyOfMany(face, isBounded, undetermined);
    const { theta, errors } = shortestFor(posed, outcome);
    const beyond = kept.filter((j) => isBounded(j) && !(at(theta, j) >= 0));
    if (beyond.length > 0) {
      kept = kept.filter((j) => !beyond.includes(j));
      continue;
    }
    const apart = kept.every((j) => !isBounded(j) || at(theta, j) > at(errors, j));
    const proved =
      apart &&
      held.length === 0 &&
      holding.certain &&
      all.exact !== undefined &&
      all.vectors.length === uncertain.length &&
      face.passive.every((j) => !isBounded(j) || at(face.theta, j) > face.error);
    const atBound = Array.from(theta.keys()).filter((j) => isBounded(j) && !kept.includes(j));
    return { ...outcome, atBound, undetermined, unproved: !proved };
  }
}

/** A face as it is. */
function faceOutcome({ outcome, theta, passive }: Face, isBounded: (j: number) => boolean): ClosedFormOutcome {
  return { ...outcome, atBound: Array.from(theta.keys()).filter((j) => isBounded(j) && !passive.includes(j)) };
}

/** The solution of a face, as one of many. */
function anyOfMany(face: Face, isBounded: (j: number) => boolean, undetermined: readonly number[]): ClosedFormOutcome {
  const { scaled, ...outcome } = faceOutcome(face, isBounded);
  return {
    ...outcome,
    scaled: { ...scaled, status: 'rank-deficient' },
    undetermined,
    anyOfMany: true,
    unproved: true,
  };
}

/** The coefficients of a solution in one unit, that of the largest. */
function userCoefficients(
  { system: full }: PosedProblem,
  { scaled, coordinates, system }: ClosedFormOutcome,
): Float64Array {
  return inLargestUnit(unscaled(fromCoordinates(scaled.theta, { coordinates, system }), full));
}

interface NullSpace {
  /** An orthonormal basis in the user's coordinates, vectors of p numbers. */
  readonly vectors: readonly Float64Array[];
  readonly exact: ExactNullSpace | undefined;
}

/**
 * The null space of some columns.
 *
 * @param expected its dimension, where it is known although the backend cannot tell (Cholesky breaks down)
 */
function* nullSpaceOf<S extends SolverName>(
  { problem }: PosedProblem,
  { system: full, loss, method }: BoundedSystem<S>,
  kept: readonly number[],
  expected?: number,
): Steps<NullSpace | undefined> {
  const coordinates = keeping(kept, full.columns);
  const system = yield* reduceSystem(full, coordinates);
  return yield* withFactorization(system, loss, method, function* (factorization) {
    const { outcome, nullSpace, rank } = factorization;
    const dimension = outcome === 'ok' ? kept.length - rank : expected;
    if (dimension === undefined) return undefined;
    const exact = dimension > 0 ? yield* exactNullSpace(problem, dimension, kept) : undefined;
    if (exact) return { vectors: orthonormal(roundedVectors(exact)), exact };
    if (outcome !== 'ok') return undefined;
    const vectors = Array.from({ length: dimension }, (_, k) => {
      const given = Float64Array.from(kept, (_j, row) => at(nullSpace, row * dimension + k));
      const { direction } = leastLeak(system, factorization, fromFloat64(given), 0);
      return inLargestUnit(toWorking(direction, full, { coordinates, system }));
    });
    return { vectors: orthonormal(vectors), exact };
  });
}

/** Modified Gram–Schmidt, twice. */
function orthonormal(vectors: readonly Float64Array[]): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (const given of vectors) {
    const size = norm(given);
    let vector = given.map((value) => value / size);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of basis) {
        const along = dot(vector, other);
        vector = vector.map((value, j) => value - along * at(other, j));
      }
      const length = norm(vector);
      vector = vector.map((value) => value / length);
    }
    basis.push(vector);
  }
  return basis;
}

/** The coefficients that a null space moves: all that are not 0 in it, as far as rounding can tell. */
function movedBy({ vectors, exact }: NullSpace): readonly number[] {
  const indices = Array.from(vectors[0]?.keys() ?? []);
  if (exact) return indices.filter((j) => exact.some((vector) => vector[j] !== 0n));
  return indices.filter((j) => vectors.some((vector) => Math.abs(at(vector, j)) > NOTHING));
}

/** Row j of N at the size of 1; all 0 where it is. */
function unitRow(vectors: readonly Float64Array[], j: number): Float64Array {
  const row = Float64Array.from(vectors, (vector) => at(vector, j));
  const size = norm(row);
  return size > 0 ? row.map((value) => value / size) : row;
}

/** Which coefficients at 0 stay there in every solution; undefined where the search found no end. */
function* staying<S extends SolverName>(
  vectors: readonly Float64Array[],
  atZero: readonly number[],
  problem: BoundedSystem<S>,
): Steps<readonly number[] | undefined> {
  const rowOf = new Map(atZero.map((j) => [j, unitRow(vectors, j)] as const));
  const row = (j: number): Float64Array => rowOf.get(j) ?? new Float64Array(vectors.length);
  let held = atZero.filter((j) => norm(row(j)) > 0);
  const still = atZero.filter((j) => norm(row(j)) === 0);
  while (held.length > 0) {
    const rows = held.map(row);
    const target = Float64Array.from({ length: vectors.length }, (_, k) => -rows.reduce((sum, g) => sum + at(g, k), 0));
    const found = yield* nonnegativeCombination(rows, target, problem);
    if (!found) return undefined;
    const z = found.residual.map((value) => -value);
    const size = norm(z);
    if (size <= NOTHING * held.length) break;
    const next = held.filter((j) => !(dot(row(j), z) > NOTHING * size));
    if (next.length === held.length) break;
    held = next;
  }
  return [...still, ...held];
}

/** The bounds that hold the shortest solution, and whether they certainly do. */
function* holdingBounds<S extends SolverName>(
  theta: Float64Array,
  vectors: readonly Float64Array[],
  bounded: readonly number[],
  problem: BoundedSystem<S>,
): Steps<{ readonly active: readonly number[]; readonly certain: boolean } | undefined> {
  const size = norm(theta);
  if (size === 0 || bounded.length === 0) return { active: [], certain: true };
  const along = vectors.map((vector) => dot(vector, theta) / size);
  const rest = theta.map(
    (value, j) => value / size - vectors.reduce((sum, v, k) => sum + at(v, j) * (along[k] ?? 0), 0),
  );
  const columns = bounded.map((j) => {
    const column = Float64Array.from([...vectors.map((vector) => at(vector, j)), -at(rest, j)]);
    const length = norm(column);
    return length > 0 ? column.map((value) => value / length) : column;
  });
  const target = new Float64Array(vectors.length + 1);
  target[vectors.length] = 1;
  const found = yield* nonnegativeCombination(columns, target, problem);
  // 1 − h·u: 0 where no z satisfies all bounds, which one does.
  const left = found ? at(found.residual, vectors.length) : 0;
  if (!found || !(left > 0)) return undefined;
  const active = bounded.filter((_, k) => at(found.factors, k) > 0);
  // Multipliers of the bounds, relative to the solution; an error of u κ² is far below √u of it.
  const certain =
    (active.length === 0 || found.condition ** 2 < NOTHING / U / 2 ** 10) &&
    bounded.every((_, k) => at(found.factors, k) === 0 || at(found.factors, k) / left > NOTHING);
  return { active, certain };
}

/** min ‖Σ uⱼ aⱼ − f‖ over u ≥ 0, for columns a of the size of 1. */
function* nonnegativeCombination<S extends SolverName>(
  columns: readonly Float64Array[],
  f: Float64Array,
  { loss, method }: BoundedSystem<S>,
): Steps<{ readonly factors: Float64Array; readonly residual: Float64Array; readonly condition: number } | undefined> {
  const width = columns.length;
  const design = Float64Array.from({ length: f.length * width }, (_, index) =>
    at(columns[index % width] as Float64Array, Math.floor(index / width)),
  );
  const system = yield* scaledSystem({ design: fromFloat64(design), targets: f });
  const { face, end }: ActiveSet = yield* activeSet({ system, loss, isBounded: () => true, method });
  if (end !== 'optimal') return undefined;
  const factors = face.theta.map((value, j) => (value / at(system.columnScales, j)) * system.targetScale);
  const residual = f.map((value, i) =>
    columns.reduce((rest, column, j) => rest - at(factors, j) * at(column, i), value),
  );
  return { factors, residual, condition: face.outcome.scaled.conditionNumber };
}

/** The least-squares solution with all coefficients but those kept at 0, as one of many. */
function* solveKept<S extends SolverName>(
  { problem }: PosedProblem,
  { system: full, loss, method }: BoundedSystem<S>,
  kept: readonly number[],
): Steps<ClosedFormOutcome> {
  const coordinates = keeping(kept, full.columns);
  const system = yield* reduceSystem(full, coordinates);
  return yield* withFactorization(system, loss, method, function* (factorization) {
    return yield* withDependence({ problem, system, kept }, factorization, method, function* (dependence) {
      const scaled = yield* solveDependent(system, factorization, dependence, method);
      const status = scaled.status === 'converged' ? 'rank-deficient' : scaled.status;
      return { system, coordinates, factorization, scaled: { ...scaled, status }, dependence };
    });
  });
}

/** The shortest solution in the user's units, and bounds on its errors. */
function shortestFor(
  posed: PosedProblem,
  outcome: ClosedFormOutcome,
): { readonly theta: Float64Array; readonly errors: Float64Array } {
  const { theta, found } = workingCoefficients(posed, outcome);
  const projected = shortestOf(posed, outcome, found);
  if (projected) return { theta: projected.theta.hi, errors: projected.errors };
  const isOnly = outcome.factorization.rank === outcome.system.columns;
  return { theta: theta.hi, errors: isOnly ? workingErrors(posed, outcome, theta) : theta.hi.map(() => Infinity) };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * at(b, j), 0);
}
