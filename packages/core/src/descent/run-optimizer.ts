import { at } from '../at.js';
import type { MomentumPoint, Session } from '../contracts/backend.js';
import type { Evaluation, Query } from '../contracts/evaluation.js';
import type { Context } from '../contracts/optimizer.js';
import type { Penalty } from '../contracts/penalty.js';
import type { Steps } from '../fit/steps.js';
import { evaluate } from '../fit/session-steps.js';
import { isAborted, PAUSE, pauseDue, wait } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { DescentStatus } from './descent-advice.js';
import type { CheckedDescentSettings } from './descent-options.js';
import type { Trace } from './trace.js';

declare function structuredClone<T>(value: T): T;

/** An objective this many times its first value has diverged; momentum alone overshoots by less. */
const DIVERGED = 1e12;
/** So many iterations in a row without progress are a standstill, not the turning point of a swing. */
const IDLE = 10;
const PROGRESS_INTERVAL_MS = 50;

/** Where and how an optimizer stopped. */
export interface Run {
  readonly status: DescentStatus;
  /** The last θ when it converged, else the best seen. */
  readonly theta: Float64Array;
  /** The objective and its gradient there. */
  readonly evaluation: Evaluation;
  readonly iterations: number;
  readonly state: unknown;
  readonly learningRate: number | undefined;
}

/** What `runOptimizer` works on. */
export interface Objective {
  readonly session: Pick<Session, 'evaluate' | 'descend' | 'pausing'>;
  readonly penalty?: Penalty | undefined;
  /** Index of the constant column, or −1. */
  readonly intercept: number;
  readonly context: Context;
  /** What is known of a quadratic objective, for the stopping tests. */
  readonly known?: {
    /** Modulus of convexity, > 0. */
    readonly modulus: number;
    /** Bound on the rounding of the gradient, from ‖θ‖₂. */
    rounding(thetaNorm: number): number;
  };
  /** Multiplications in an evaluation. */
  readonly work: number;
  /** Of the optimizer on this objective, when known: a rate below it does not diverge, whatever it looks like. */
  readonly largestStable: number | undefined;
}

/** Drives an optimizer: ask, evaluate, test, tell, until one of the statuses holds. */
export function* runOptimizer(objective: Objective, settings: CheckedDescentSettings, trace: Trace): Steps<Run> {
  const { optimizer, maxIterations, signal, onProgress, resume, stride } = settings;
  let state = resume ? structuredClone(resume.state) : optimizer.init(settings.start, objective.context);
  let iteration = resume?.iteration ?? 0;
  let first: Evaluation | undefined;
  let best: { readonly theta: Float64Array; readonly evaluation: Evaluation } | undefined;
  let idle = 0;
  let reported = Date.now();
  try {
    for (;;) {
      const query = optimizer.ask(state);
      const evaluation = yield* penalised(objective, query);
      const learningRate = optimizer.learningRate?.(state);
      first ??= copyOf(evaluation);
      const improved = best === undefined || evaluation.value < best.evaluation.value;
      if (best === undefined || improved) {
        best = { theta: query.theta.slice(), evaluation: copyOf(evaluation) };
      }
      // Below the rounding of the gradient, what does not improve is noise.
      const noise = !improved && norm(evaluation.gradient) <= (objective.known?.rounding(norm(query.theta)) ?? -1);
      const status = statusOf({ evaluation, query, first, learningRate, iteration, idle }, objective, settings);
      trace.record(iteration, evaluation, learningRate, status !== undefined);
      if (status !== undefined) {
        const end = status === 'converged' ? { theta: query.theta.slice(), evaluation: copyOf(evaluation) } : best;
        return { status, ...end, iterations: iteration, state, learningRate };
      }
      if (onProgress && Date.now() - reported >= PROGRESS_INTERVAL_MS) {
        yield* wait(onProgress({ iteration, maxIterations, value: evaluation.value }));
        reported = Date.now();
      }
      // A pause costs more than a short evaluation: one is made when there is something to be told, or after much work.
      if (signal?.aborted || pauseDue(objective.work)) yield PAUSE;
      const before = query.theta.slice();
      const momentum = stride > 1 ? optimizer.momentum : undefined;
      if (momentum) {
        const steps = Math.min(stride, maxIterations - iteration);
        const point: MomentumPoint = yield* wait(objective.session.descend({ ...momentum.read(state), steps }));
        state = momentum.write(state, point);
        iteration += steps;
        // Nothing can be evaluated at what overflowed on the way.
        if (!point.theta.every(Number.isFinite)) {
          return { status: 'diverged', ...best, iterations: iteration, state, learningRate };
        }
      } else {
        state = optimizer.tell(state, evaluation);
        iteration += 1;
      }
      idle = noise || isSame(before, optimizer.ask(state).theta) ? idle + 1 : 0;
    }
  } catch (error) {
    // Nothing but `tell` and `write` changes the state, so that it can be resumed.
    if (!isAborted(error) || !best) throw error;
    return { status: 'aborted', ...best, iterations: iteration, state, learningRate: optimizer.learningRate?.(state) };
  }
}

function* penalised({ session, penalty, intercept }: Objective, query: Query): Steps<Evaluation> {
  const evaluation = yield* evaluate(session, query);
  if (!penalty) return evaluation;
  const gradient = evaluation.gradient.slice();
  penalty.addGradient(query.theta, intercept, gradient);
  return { value: evaluation.value + penalty.value(query.theta, intercept), gradient };
}

/** Where a running descent is. */
interface Moment {
  readonly evaluation: Evaluation;
  readonly query: Query;
  readonly first: Evaluation;
  readonly learningRate: number | undefined;
  readonly iteration: number;
  readonly idle: number;
}

/** The status that holds here, or undefined to go on. */
function statusOf(
  { evaluation, query, first, learningRate, iteration, idle }: Moment,
  { known, largestStable }: Objective,
  { tolerance, maxIterations }: CheckedDescentSettings,
): DescentStatus | undefined {
  const gradientNorm = norm(evaluation.gradient);
  if (!Number.isFinite(evaluation.value) || !Number.isFinite(gradientNorm)) return 'diverged';
  if (evaluation.value > DIVERGED * first.value) return 'diverged';
  const target = known ? known.modulus * norm(query.theta) : norm(first.gradient);
  if (gradientNorm <= tolerance * target) return 'converged';
  if (idle >= IDLE) return 'stalled';
  if (iteration < maxIterations) return undefined;
  // A large momentum overshoots for long before it settles: that is slow, not divergent.
  const stable = learningRate !== undefined && largestStable !== undefined && learningRate < largestStable;
  return evaluation.value > first.value && !stable ? 'diverged' : 'max-iterations';
}

/** A backend may overwrite its gradient. */
function copyOf({ value, gradient }: Evaluation): Evaluation {
  return { value, gradient: gradient.slice() };
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === at(b, i));
}
