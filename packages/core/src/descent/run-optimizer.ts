import { at } from '../at.js';
import type { MomentumPoint, Session } from '../contracts/backend.js';
import type { Evaluation, Query } from '../contracts/evaluation.js';
import type { Context } from '../contracts/optimizer.js';
import type { Penalty } from '../contracts/penalty.js';
import type { Steps } from '../fit/steps.js';
import { evaluate } from '../fit/session-steps.js';
import { isAborted, PAUSE, pauseDue, wait } from '../fit/steps.js';
import { norm } from '../norm.js';
import { FitError } from '../fit-error.js';
import type { Cycle } from './cycle.js';
import { CycleWatch } from './cycle.js';
import type { DescentStatus } from './descent-advice.js';
import type { CheckedDescentSettings } from './descent-options.js';
import { Growth } from './growth.js';
import type { Trace } from './trace.js';

/** An objective that grows without bound is left to do so up to this many times its first value. */
const BEYOND_DOUBT = 1e12;
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
  /** Why it went no further; for the status 'stalled'. */
  readonly standstill?: Standstill;
}

/** Why a descent went no further, short of the tolerance, and the 2-norm of the gradient where it stood. */
export type Standstill = { readonly gradient: number } & (
  { readonly kind: 'rounding' | 'stopped' } | ({ readonly kind: 'cycle' } & Cycle)
);

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
  };
  /** Whether the objective is quadratic, so that a rate that is not stable diverges. */
  readonly quadratic: boolean;
  /** Bound on the rounding of the gradient, from ‖θ‖₂; absent: not known. */
  readonly rounding?: ((thetaNorm: number) => number) | undefined;
  /** Multiplications in an evaluation. */
  readonly work: number;
  /** Of the optimizer on this objective, when known. */
  readonly largestStable: number | undefined;
}

/**
 * Drives an optimizer: ask, evaluate, test, tell, until one of the statuses holds.
 *
 * @throws FitError 'NON_FINITE_INPUT' when the objective overflows at the start already; 'ABORTED' before the first evaluation
 */
export function* runOptimizer(objective: Objective, settings: CheckedDescentSettings, trace: Trace): Steps<Run> {
  const { optimizer, maxIterations, signal, onProgress, resume, stride } = settings;
  let state = resume ? resume.state : optimizer.init(settings.start, objective.context);
  let iteration = resume?.iteration ?? 0;
  let best: Best | undefined;
  const watch = new Watch(objective, settings);
  let reported = Date.now();
  try {
    for (;;) {
      const query = optimizer.ask(state);
      const evaluation = yield* penalised(objective, query);
      const learningRate = optimizer.learningRate?.(state);
      if (!best) checkStart(evaluation, resume ? 'resume' : 'start');
      const improved = best === undefined || evaluation.value < best.evaluation.value;
      if (best === undefined || improved) {
        best = { theta: query.theta.slice(), evaluation: copyOf(evaluation) };
      }
      const verdict = watch.verdictOn({ evaluation, theta: query.theta, state, learningRate, iteration, improved });
      trace.record(iteration, evaluation, learningRate, verdict !== undefined);
      if (verdict !== undefined) {
        const isLast = verdict.status === 'converged';
        const end = isLast ? { theta: query.theta.slice(), evaluation: copyOf(evaluation) } : best;
        return { ...verdict, ...end, iterations: iteration, state, learningRate };
      }
      if (onProgress && Date.now() - reported >= PROGRESS_INTERVAL_MS) {
        yield* wait(onProgress({ iteration, maxIterations, value: evaluation.value }));
        reported = Date.now();
      }
      // A pause costs more than a short evaluation: one is made when there is something to be told, or after much work.
      if (signal?.aborted || pauseDue(objective.work)) yield PAUSE;
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
    }
  } catch (error) {
    // Nothing but `tell` and `write` changes the state, so that it can be resumed.
    if (!isAborted(error) || !best) throw error;
    return { status: 'aborted', ...best, iterations: iteration, state, learningRate: optimizer.learningRate?.(state) };
  }
}

interface Best {
  readonly theta: Float64Array;
  readonly evaluation: Evaluation;
}

function checkStart({ value, gradient }: Evaluation, argument: string): void {
  if (Number.isFinite(value) && gradient.every(Number.isFinite)) return;
  throw new FitError(
    'NON_FINITE_INPUT',
    'the objective overflows float64 where descent begins: start nearer to 0, or divide y (and the coefficients with it) by a power of ten',
    { argument, value },
  );
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
  readonly theta: Float64Array;
  /** Of the optimizer, before it is told of the evaluation. */
  readonly state: unknown;
  readonly learningRate: number | undefined;
  readonly iteration: number;
  /** Whether no value before was as low. */
  readonly improved: boolean;
}

type Verdict = Pick<Run, 'status' | 'standstill'>;

/** The stopping tests: what they remember of the moments before. */
class Watch {
  private readonly growth = new Growth();
  private readonly cycles = new CycleWatch();
  private first:
    { readonly value: number; readonly gradient: number; readonly learningRate: number | undefined } | undefined;
  private previous: Float64Array | undefined;
  private wasNoise = false;
  private isConstant = true;
  private idle = 0;

  constructor(
    private readonly objective: Objective,
    private readonly settings: CheckedDescentSettings,
  ) {}

  /** The verdict here, or undefined to go on. */
  verdictOn({ evaluation, theta, state, learningRate, iteration, improved }: Moment): Verdict | undefined {
    const { known, rounding } = this.objective;
    const { tolerance, maxIterations, stride } = this.settings;
    const { value } = evaluation;
    const gradient = norm(evaluation.gradient);
    if (!Number.isFinite(value) || !Number.isFinite(gradient)) return { status: 'diverged' };
    this.first ??= { value, gradient, learningRate };
    this.isConstant &&= learningRate === this.first.learningRate;
    this.growth.add(value);
    const grows = value > this.first.value && (this.growth.persists || this.isUnstable(learningRate));
    if (grows && value > BEYOND_DOUBT * this.first.value) return { status: 'diverged' };
    const target = known ? known.modulus * norm(theta) : this.first.gradient;
    if (gradient <= tolerance * target) return { status: 'converged' };

    const hidden = gradient <= (rounding?.(norm(theta)) ?? -1);
    if (this.previous) this.idle = this.wasNoise || isSame(this.previous, theta) ? this.idle + 1 : 0;
    // Below the rounding of the gradient, what does not improve is noise.
    this.wasNoise = hidden && known !== undefined && !improved;
    this.previous = theta.slice();
    if (this.idle >= IDLE)
      return { status: 'stalled', standstill: { kind: hidden ? 'rounding' : 'stopped', gradient } };
    const cycle = this.cycles.add(theta, state);
    if (cycle) {
      const round = { ...cycle, period: cycle.period * stride };
      return {
        status: 'stalled',
        standstill: hidden ? { kind: 'rounding', gradient } : { kind: 'cycle', gradient, ...round },
      };
    }
    if (iteration < maxIterations) return undefined;
    return { status: grows ? 'diverged' : 'max-iterations' };
  }

  /** Whether the optimizer's own rate, always the same, is one with which a quadratic objective grows in the end. */
  private isUnstable(learningRate: number | undefined): boolean {
    const { quadratic, largestStable } = this.objective;
    if (!quadratic || !this.isConstant || learningRate === undefined || largestStable === undefined) return false;
    return learningRate > largestStable;
  }
}

/** A backend may overwrite its gradient. */
function copyOf({ value, gradient }: Evaluation): Evaluation {
  return { value, gradient: gradient.slice() };
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === at(b, i));
}
