import type {
  AugmentedSolution,
  Capabilities,
  Factorization,
  LinearSystem,
  MomentumPoint,
  MomentumRun,
  PausingSession,
  Session,
  SessionFeature,
  SolverName,
  SynchronousFactorization,
  SynchronousSession,
  Triangle,
} from '../contracts/backend.js';
import type { Evaluation, Query } from '../contracts/evaluation.js';
import type { MaybePromise } from '../contracts/maybe-promise.js';
import type { Steps } from '../contracts/steps.js';
import { FitError } from '../fit-error.js';

/** What is left of a session once its arguments are checked: the numbers. Optional members are there iff `supports` says so. */
export interface SessionKernel<S extends SolverName> {
  /** `theta` has p numbers; `rows`, when given, at least one index in [0, n). */
  evaluate(theta: Float64Array, rows?: Uint32Array): MaybePromise<Evaluation>;
  /** `solver` is one of those supported. The `solve` of the result gets n and p numbers. */
  factor(solver: S): MaybePromise<Factorization>;
  multiply?(v: Float64Array): MaybePromise<Float64Array>;
  multiplyTransposed?(u: Float64Array): MaybePromise<Float64Array>;
  compress?(): MaybePromise<Triangle>;
  /** The loss is quadratic. */
  descend?(run: MomentumRun): MaybePromise<MomentumPoint>;
  /** Those of the calls above that are long, with pauses; for a kernel that answers at once. */
  readonly pausing?: {
    evaluate(theta: Float64Array, rows?: Uint32Array): Steps<Evaluation>;
    factor(solver: S): Steps<Factorization>;
    compress(): Steps<Triangle>;
  };
  /** Gives the device's memory back; called once. */
  dispose?(): void;
}

/** A kernel that answers at once. */
export interface SynchronousSessionKernel<S extends SolverName> extends SessionKernel<S> {
  evaluate(theta: Float64Array, rows?: Uint32Array): Evaluation;
  factor(solver: S): SynchronousFactorization;
  multiply?(v: Float64Array): Float64Array;
  multiplyTransposed?(u: Float64Array): Float64Array;
  compress?(): Triangle;
  descend?(run: MomentumRun): MomentumPoint;
}

/**
 * The session around a kernel, with every refusal of the contract made here, once for all backends: FitError
 * 'SESSION_DISPOSED' after `dispose` (also for an answer that comes later), 'SHAPE_MISMATCH' for an array of the wrong length,
 * 'INVALID_OPTION' for rows or settings that make no sense, 'UNSUPPORTED' for a solver or feature that the backend lacks and
 * for `solve` of a factorisation that broke down.
 *
 * `dispose` drops the kernel, and with it all the kernel holds. A kernel that answers at once makes a session that does.
 */
export function guardSession<S extends SolverName>(
  system: LinearSystem,
  supports: Capabilities<S>,
  numbers: SynchronousSessionKernel<S>,
): SynchronousSession<S>;
export function guardSession<S extends SolverName>(
  system: LinearSystem,
  supports: Capabilities<S>,
  numbers: SessionKernel<S>,
): Session<S>;
export function guardSession<S extends SolverName>(
  system: LinearSystem,
  supports: Capabilities<S>,
  numbers: SessionKernel<S>,
): Session<S> {
  const { rows, columns } = system;
  let open: SessionKernel<S> | undefined = numbers;

  const live = (): SessionKernel<S> => {
    if (open === undefined) {
      throw new FitError('SESSION_DISPOSED', 'the session was disposed; open a new one on the same system');
    }
    return open;
  };

  /** An answer that comes after `dispose` is none. */
  const whileLive = <T>(answer: MaybePromise<T>): MaybePromise<T> => {
    if (!(answer instanceof Promise)) return answer;
    return answer.finally(live);
  };

  /** The optional member of the kernel that carries a feature. */
  const feature = <M>(name: SessionFeature, member: M | undefined): M => {
    if (supports.features.includes(name) && member !== undefined) return member;
    throw unsupported('feature', name, `this backend has: ${supports.features.join(', ') || 'none'}`);
  };

  /** The answer of a computation with pauses, during which the session may be disposed of too. */
  function* stepsWhileLive<T>(steps: Steps<T>): Steps<T> {
    const answer = yield* steps;
    live();
    return answer;
  }

  const guardFactorization = (factorization: Factorization): Factorization => {
    const { solver, outcome, pausing } = factorization;
    const check = (f: Float64Array, g?: Float64Array): void => {
      live();
      if (outcome !== 'ok') {
        throw unsupported('outcome', outcome, `the ${solver} factorisation broke down and solves nothing`);
      }
      checkLength('f', f, rows);
      if (g !== undefined) checkLength('g', g, columns);
    };
    return {
      ...factorization,
      solve(f: Float64Array, g?: Float64Array): MaybePromise<AugmentedSolution> {
        check(f, g);
        return whileLive(factorization.solve(f, g));
      },
      ...(pausing && {
        pausing: {
          solve(f: Float64Array, g?: Float64Array): Steps<AugmentedSolution> {
            check(f, g);
            return stepsWhileLive(pausing.solve(f, g));
          },
        },
      }),
    };
  };

  const forQuery = ({ theta, rows: some }: Query): SessionKernel<S> => {
    const kernel = live();
    checkLength('query.theta', theta, columns);
    if (some === undefined) return kernel;
    feature('batches', kernel);
    checkRows(some, rows);
    return kernel;
  };

  const forSolver = (solver: S): SessionKernel<S> => {
    const kernel = live();
    if (supports.solvers.includes(solver)) return kernel;
    throw unsupported('solver', solver, `this backend has: ${supports.solvers.join(', ')}`);
  };

  const withPauses = (calls: NonNullable<SessionKernel<S>['pausing']>): PausingSession<S> => ({
    evaluate(query) {
      forQuery(query);
      return stepsWhileLive(calls.evaluate(query.theta, query.rows));
    },
    *factor(solver) {
      forSolver(solver);
      return guardFactorization(yield* stepsWhileLive(calls.factor(solver)));
    },
    compress() {
      feature('compression', live());
      return stepsWhileLive(calls.compress());
    },
  });

  return {
    evaluate(query: Query): MaybePromise<Evaluation> {
      return whileLive(forQuery(query).evaluate(query.theta, query.rows));
    },
    factor(solver: S): MaybePromise<Factorization> {
      const answer = forSolver(solver).factor(solver);
      return answer instanceof Promise ? whileLive(answer.then(guardFactorization)) : guardFactorization(answer);
    },
    multiply(v: Float64Array): MaybePromise<Float64Array> {
      const kernel = live();
      const multiply = feature('products', kernel.multiply?.bind(kernel));
      checkLength('v', v, columns);
      return whileLive(multiply(v));
    },
    multiplyTransposed(u: Float64Array): MaybePromise<Float64Array> {
      const kernel = live();
      const multiplyTransposed = feature('products', kernel.multiplyTransposed?.bind(kernel));
      checkLength('u', u, rows);
      return whileLive(multiplyTransposed(u));
    },
    compress(): MaybePromise<Triangle> {
      const kernel = live();
      return whileLive(feature('compression', kernel.compress?.bind(kernel))());
    },
    descend(run: MomentumRun): MaybePromise<MomentumPoint> {
      const kernel = live();
      const descend = feature('fused-descent', kernel.descend?.bind(kernel));
      if (!system.loss.quadratic) throw unsupported('loss', system.loss.name, 'fused descent is for the squared loss');
      checkLength('run.theta', run.theta, columns);
      checkLength('run.velocity', run.velocity, columns);
      checkRun(run);
      return whileLive(descend(run));
    },
    ...(numbers.pausing && { pausing: withPauses(numbers.pausing) }),
    dispose(): void {
      const kernel = open;
      open = undefined;
      kernel?.dispose?.();
    },
  };
}

function checkLength(argument: string, array: Float64Array, expected: number): void {
  if (array.length !== expected) {
    throw new FitError('SHAPE_MISMATCH', `${argument} must have ${expected} numbers, got ${array.length}`, {
      argument,
      value: array.length,
    });
  }
}

function checkRows(rows: Uint32Array, count: number): void {
  const argument = 'query.rows';
  if (rows.length === 0) {
    throw new FitError('INVALID_OPTION', `${argument} is empty: name at least one row`, { argument, value: 0 });
  }
  const row = rows.findIndex((index) => index >= count);
  if (row >= 0) {
    const value = rows[row];
    throw new FitError('INVALID_OPTION', `${argument}[${row}] is ${String(value)}: there are ${count} rows`, {
      argument,
      row,
      value,
    });
  }
}

function checkRun({ learningRate, momentum, steps }: MomentumRun): void {
  const check = (name: string, value: number, holds: boolean, range: string): void => {
    if (holds) return;
    const argument = `run.${name}`;
    throw new FitError('INVALID_OPTION', `${argument} must be ${range}, got ${value}`, { argument, value });
  };
  check('learningRate', learningRate, learningRate > 0 && learningRate < Infinity, 'a finite number > 0');
  check('momentum', momentum, momentum >= 0 && momentum < 1, 'in [0, 1)');
  check('steps', steps, Number.isSafeInteger(steps) && steps >= 1, 'a whole number ≥ 1');
}

function unsupported(argument: string, value: string, why: string): FitError {
  return new FitError('UNSUPPORTED', `${argument} '${value}' is not supported: ${why}`, { argument, value });
}
