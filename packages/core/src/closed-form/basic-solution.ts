import { at } from '../at.js';
import type { Factorization, SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Steps } from '../fit/steps.js';
import type { Coordinates } from './coordinates.js';
import { keeping } from './coordinates.js';
import type { ExactNullSpace } from './exact-null-space.js';
import { exactNullSpace } from './exact-null-space.js';
import type { ExactProjector } from './exact-projector.js';
import { projectorOff } from './exact-projector.js';
import type { ClosedFormMethod } from './factored-system.js';
import { withFactorization } from './factored-system.js';
import { reduceSystem, reduceTargets } from './reduce-system.js';
import type { ScaledSystem } from './scaled-system.js';
import type { ScaledSolution } from './solve-scaled.js';
import { solveScaled } from './solve-scaled.js';
import { fromCoordinates } from './working-coefficients.js';

/** A dependence that holds for the data as given, without any rounding. */
export interface ExactDependence {
  /** In the user's coordinates. */
  readonly space: ExactNullSpace;
  /** What takes any solution to the shortest; undefined where its integers would be too long. */
  readonly projector: ExactProjector | undefined;
  /** Undefined where the columns that are kept are too nearly dependent for the backend. */
  readonly basic: BasicProblem | undefined;
}

/** The problem of full rank that is left when as many columns are dropped as depend on the others. */
interface BasicProblem {
  readonly coordinates: Coordinates;
  readonly system: ScaledSystem;
  readonly factorization: Factorization;
}

/** A system whose columns are the user's own, or those of another basis for the same space. */
interface DependentSystem {
  readonly problem: Problem;
  readonly system: ScaledSystem;
  /** The coefficients that the columns of the system belong to, where they are not all. */
  readonly kept?: readonly number[];
}

/**
 * Hands the dependence of a rank-deficient system to `use`; undefined at full rank, and where the rank of the data as given is not
 * proved to be the numerical one: their exact solution then is another one, however small the singular values are.
 *
 * r independent columns explain what all explain: with the others' coefficients at 0 the problem has one solution, which is refined
 * and certified like any other. It fits as all solutions do, and agrees with them in every coefficient that takes part in no dependence.
 *
 * Source: Golub and Van Loan, Matrix Computations (2013), §5.5.7 (basic solutions).
 */
export function* withDependence<S extends SolverName, T>(
  { problem, system, kept }: DependentSystem,
  factorization: Factorization,
  method: ClosedFormMethod<S>,
  use: (dependence: ExactDependence | undefined) => Steps<T>,
): Steps<T> {
  const { rank, outcome, nullSpace } = factorization;
  const dimension = system.columns - rank;
  if (outcome !== 'ok' || rank === 0 || dimension === 0 || problem.constraints?.length) return yield* use(undefined);
  const space = yield* exactNullSpace(problem, dimension, kept);
  if (!space) return yield* use(undefined);
  const coordinates = keeping(independentColumns(nullSpace, system.columns, dimension), system.columns);
  const reduced = yield* reduceSystem(system, coordinates);
  return yield* withFactorization(reduced, problem.loss, method, function* (own) {
    const solves = own.outcome === 'ok' && own.rank === rank;
    const basic = solves ? { coordinates, system: reduced, factorization: own } : undefined;
    return yield* use({ space, projector: yield* projectorOff(space), basic });
  });
}

/**
 * The columns to keep: those that complete pivoting of N does not choose, so that the chosen depend on them by coefficients of
 * moderate size.
 *
 * @param nullSpace N, p × k, row-major
 */
export function independentColumns(nullSpace: Float64Array, columns: number, dimension: number): readonly number[] {
  const n = nullSpace.slice();
  const dropped: number[] = [];
  const eliminated: number[] = [];
  while (dropped.length < dimension) {
    let [row, column, largest] = [-1, -1, -1];
    for (const [index, value] of n.entries()) {
      const [j, k] = [Math.floor(index / dimension), index % dimension];
      if (Math.abs(value) <= largest || dropped.includes(j) || eliminated.includes(k)) continue;
      [row, column, largest] = [j, k, Math.abs(value)];
    }
    dropped.push(row);
    eliminated.push(column);
    for (let k = 0; k < dimension; k++) {
      if (eliminated.includes(k) || largest === 0) continue;
      const factor = at(n, row * dimension + k) / at(n, row * dimension + column);
      for (let j = 0; j < columns; j++) {
        n[j * dimension + k] = at(n, j * dimension + k) - factor * at(n, j * dimension + column);
      }
    }
  }
  return Array.from({ length: columns }, (_, j) => j).filter((j) => !dropped.includes(j));
}

/**
 * Solves a system; where its dependence is known, the basic solution takes the place of the backend's, with its error bounds, unless it is
 * no better known.
 */
export function* solveDependent(
  system: ScaledSystem,
  factorization: Factorization,
  dependence: ExactDependence | undefined,
  { backend, refined }: Pick<ClosedFormMethod<SolverName>, 'backend' | 'refined'>,
): Steps<ScaledSolution> {
  const { unitRoundoff } = backend.supports;
  const found = yield* solveScaled(system, factorization, unitRoundoff, refined);
  const basic = dependence?.basic;
  if (!basic || found.status !== 'rank-deficient') return found;
  const { coordinates } = basic;
  const own = yield* reduceTargets(basic.system, system, coordinates);
  const solution = yield* solveScaled(own, basic.factorization, unitRoundoff, refined);
  if (solution.status !== 'converged') return found;
  const { matrix, dimension } = coordinates;
  const errors = new Float64Array(system.columns);
  for (const [index, entry] of matrix.hi.entries()) {
    const k = index % dimension;
    if (entry !== 0) errors[Math.floor(index / dimension)] = at(solution.errors, k) / at(own.columnScales, k);
  }
  const theta = fromCoordinates(solution.theta, { coordinates, system: own });
  const { error, fittedError, method, refinementSteps } = solution;
  return { ...found, theta, error, errors, fittedError, method, refinementSteps };
}
