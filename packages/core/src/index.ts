export { at } from './at.js';
export { FitError } from './fit-error.js';
export type { FitErrorCode, FitErrorDetails } from './fit-error.js';
export type {
  AugmentedSolution,
  Availability,
  Backend,
  Capabilities,
  Factorization,
  LinearSystem,
  Session,
  SolverName,
  SynchronousBackend,
  SynchronousFactorization,
  SynchronousSession,
} from './contracts/backend.js';
export type { Basis, BasisSpecification } from './contracts/basis.js';
export type { Evaluation, Query } from './contracts/evaluation.js';
export type { Loss, Reduction } from './contracts/loss.js';
export type { MaybePromise } from './contracts/maybe-promise.js';
export type { Context, LearningRates, Needs, Optimizer, Spectrum, UpdateRule } from './contracts/optimizer.js';
export type { Penalty } from './contracts/penalty.js';
export type { Model, Problem } from './contracts/problem.js';
export type {
  Certificate,
  Checkpoint,
  DescentRecord,
  Rank,
  Solution,
  Status,
  TraceEntry,
  WorkingSolution,
} from './contracts/solution.js';
export { doubleDoubleArray, fromFloat64 } from './double-double/double-double-array.js';
export type { DoubleDoubleArray } from './double-double/double-double-array.js';
export { huber } from './losses/huber.js';
export { squared } from './losses/squared.js';
