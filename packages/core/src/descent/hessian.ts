import { at } from '../at.js';
import type { Backend, Factorization, LinearSystem, Session, SolverName } from '../contracts/backend.js';
import type { Loss } from '../contracts/loss.js';
import type { Steps } from '../fit/steps.js';
import { factor, withSession } from '../fit/session-steps.js';
import type { WeightedRows } from '../problem/weighted-rows.js';
import { withoutZeroWeights } from '../problem/weighted-rows.js';

/** The Hessian of an objective, by its eigenvalues. */
export interface Hessian {
  /** Eigenvalues of sup ρ″ · AᵀWA ÷ divisor, p numbers, descending; for the squared loss the Hessian itself, 2 AᵀWA. */
  readonly eigenvalues: Float64Array;
  /** Its smallest eigenvalue above the rank threshold: the modulus of convexity on the space that moves. */
  readonly modulus: number;
  /** Of √W A, with the penalty's rows. */
  readonly factorization: Factorization;
}

/** The system as it is, unscaled: leading halves of the rows of positive weight. */
export function plainSystem(all: WeightedRows, loss: Loss): LinearSystem {
  const { design, targets, weights, rows } = withoutZeroWeights(all);
  return { rows, columns: design.hi.length / rows, design: design.hi, targets, loss, ...(weights && { weights }) };
}

/** How the Hessian is found. */
export interface HessianSettings {
  /** What the loss is divided by. */
  readonly divisor: number;
  /**
   * Whether the factorisation is to solve as long as it is used, and the session, which is handed on too, to answer; else the
   * device is given back before.
   */
  readonly held: boolean;
  /** Looks again at what the backend found. */
  readonly confirm?: (given: Factorization) => Factorization;
}

/** Hands the Hessian, from the most accurate factorisation that the backend has, to `use`; undefined when it has none. */
export function* withHessian<S extends SolverName, T>(
  backend: Backend<S>,
  penalised: LinearSystem,
  { divisor, held, confirm = (given) => given }: HessianSettings,
  use: (hessian: Hessian | undefined, session?: Session<S>) => Steps<T>,
): Steps<T> {
  const { solvers } = backend.supports;
  const solver = solvers.find((name) => name === 'svd') ?? solvers.find((name) => name !== 'cholesky') ?? solvers[0];
  if (solver === undefined) return yield* use(undefined);
  const find = function* (session: Session<S>): Steps<Hessian | undefined> {
    const factorization = confirm(yield* factor(session, solver));
    return factorization.outcome === 'ok' ? hessianFrom(factorization, penalised, divisor) : undefined;
  };
  if (!held) return yield* use(yield* withSession(backend, penalised, find));
  return yield* withSession(backend, penalised, function* (session) {
    return yield* use(yield* find(session), session);
  });
}

function hessianFrom(factorization: Factorization, { loss, columns }: LinearSystem, divisor: number): Hessian {
  const { singularValues, rank } = factorization;
  const eigenvalues = Float64Array.from({ length: columns }, (_, j) =>
    j < singularValues.length ? (loss.maximalCurvature * at(singularValues, j) ** 2) / divisor : 0,
  );
  return { eigenvalues, modulus: rank > 0 ? at(eigenvalues, rank - 1) : 0, factorization };
}

/** κ₂ of the design that was factorised, at full rank, else Infinity. */
export function conditionOf(factorization: Factorization | undefined, columns: number): number {
  if (!factorization || factorization.rank < columns) return Infinity;
  return at(factorization.singularValues, 0) / at(factorization.singularValues, columns - 1);
}
