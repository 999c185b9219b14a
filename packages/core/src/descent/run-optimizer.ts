import { at } from '../at.js';
import type { Session } from '../contracts/backend.js';
import type { Evaluation, Query } from '../contracts/evaluation.js';
import type { Context } from '../contracts/optimizer.js';
import type { Penalty } from '../contracts/penalty.js';
import type { Steps } from '../fit/steps.js';
import { wait } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { DescentStatus } from './descent-advice.js';
import type { CheckedDescentSettings } from './descent-options.js';
import type { Trace } from './trace.js';

declare function structuredClone<T>(value: T): T;

/** An objective this many times its first value has diverged; momentum alone overshoots by less. */
const DIVERGED = 1e12;
/** So many iterations in a row without moving θ are a standstill, not the turning point of a swing. */
const UNMOVED = 10;
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
  readonly session: Session;
  readonly penalty?: Penalty | undefined;
  /** Index of the constant column, or −1. */
  readonly intercept: number;
  readonly context: Context;
  /** Modulus of convexity of a quadratic objective, for the stopping test; undefined when it is not known. */
  readonly modulus: number | undefined;
}

/** Drives an optimizer: ask, evaluate, test, tell, until one of the statuses holds. */
export function* runOptimizer(objective: Objective, settings: CheckedDescentSettings, trace: Trace): Steps<Run> {
  const { optimizer, maxIterations, signal, onProgress, resume } = settings;
  let state = resume ? structuredClone(resume.state) : optimizer.init(settings.start, objective.context);
  let iteration = resume?.iteration ?? 0;
  let first: Evaluation | undefined;
  let best: { readonly theta: Float64Array; readonly evaluation: Evaluation } | undefined;
  let unmoved = 0;
  let reported = Date.now();
  for (; ; iteration++) {
    const query = optimizer.ask(state);
    const evaluation = yield* evaluate(objective, query);
    const learningRate = optimizer.learningRate?.(state);
    first ??= copyOf(evaluation);
    if (best === undefined || evaluation.value < best.evaluation.value) {
      best = { theta: query.theta.slice(), evaluation: copyOf(evaluation) };
    }
    const status = statusOf(evaluation, query, first, unmoved, iteration, objective.modulus, settings);
    trace.record(iteration, evaluation, learningRate, status !== undefined);
    if (status !== undefined) {
      const end = status === 'converged' ? { theta: query.theta.slice(), evaluation: copyOf(evaluation) } : best;
      return { status, ...end, iterations: iteration, state, learningRate };
    }
    if (onProgress && Date.now() - reported >= PROGRESS_INTERVAL_MS) {
      yield* wait(onProgress({ iteration, maxIterations, value: evaluation.value }));
      reported = Date.now();
    }
    if (signal?.aborted) return { status: 'aborted', ...best, iterations: iteration, state, learningRate };
    const before = query.theta.slice();
    state = optimizer.tell(state, evaluation);
    unmoved = isSame(before, optimizer.ask(state).theta) ? unmoved + 1 : 0;
  }
}

function* evaluate({ session, penalty, intercept }: Objective, query: Query): Steps<Evaluation> {
  const evaluation = yield* wait(session.evaluate(query));
  if (!penalty) return evaluation;
  const gradient = evaluation.gradient.slice();
  penalty.addGradient(query.theta, intercept, gradient);
  return { value: evaluation.value + penalty.value(query.theta, intercept), gradient };
}

/** The status that holds here, or undefined to go on. */
function statusOf(
  evaluation: Evaluation,
  query: Query,
  first: Evaluation,
  unmoved: number,
  iteration: number,
  modulus: number | undefined,
  { tolerance, maxIterations }: CheckedDescentSettings,
): DescentStatus | undefined {
  const gradientNorm = norm(evaluation.gradient);
  if (!Number.isFinite(evaluation.value) || !Number.isFinite(gradientNorm)) return 'diverged';
  if (evaluation.value > DIVERGED * first.value) return 'diverged';
  const converged =
    modulus === undefined
      ? gradientNorm <= tolerance * norm(first.gradient)
      : gradientNorm <= tolerance * modulus * norm(query.theta);
  if (converged) return 'converged';
  if (unmoved >= UNMOVED) return 'stalled';
  if (iteration >= maxIterations) return evaluation.value > first.value ? 'diverged' : 'max-iterations';
  return undefined;
}

/** A backend may overwrite its gradient. */
function copyOf({ value, gradient }: Evaluation): Evaluation {
  return { value, gradient: gradient.slice() };
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === at(b, i));
}
