import type { MomentumPoint, MomentumRun } from './backend.js';
import type { Evaluation, Query } from './evaluation.js';

/** The Hessian of the objective as the doctor sees it, with the reduction, the weights and the penalty applied. */
export interface Spectrum {
  /** Eigenvalues of sup ρ″ · AᵀWA (reduced) + the penalty's Hessian, p numbers, descending, ≥ 0. Units of objective ÷ θ². */
  readonly eigenvalues: Float64Array;
}

/** What an optimizer may know of the problem before it starts. */
export interface Context {
  /** p. */
  readonly parameters: number;
  /** Absent when the backend cannot compute it. */
  readonly spectrum?: Spectrum;
}

/** What an optimizer needs, checked before running. */
export interface Needs {
  /** What each evaluation must hold. All backends give value and gradient. */
  readonly evaluation: 'gradient' | 'gradient+value';
  /** Whether `init` needs `context.spectrum`, as with a learning rate 'auto'. */
  readonly spectrum: boolean;
  /**
   * Whether its settings refer to the user's own basis, as a learning rate does that is a number: then it descends there on every
   * backend. A rate from the spectrum fits any basis. Default: `!spectrum`.
   */
  readonly ownBasis?: boolean;
}

/** The learning rates of one optimizer on one quadratic: the doctor's bounds. In units of θ² ÷ objective. */
export interface LearningRates {
  /** Descent converges from every start iff 0 < learning rate < largestStable. */
  readonly largestStable: number;
  /** The one with the fastest guaranteed rate of convergence. */
  readonly best: number;
}

/** From where, and how, an optimizer's next momentum steps go. */
export type MomentumStart = Omit<MomentumRun, 'steps'>;

/**
 * How an optimizer whose steps are v ← μ v − η ∇f(θ), θ ← θ + v, at constant η and μ, hands them to a device (`Session.descend`) and
 * takes the result back: k such steps from `read(state)`, then `write`, are k times `tell`.
 */
export interface MomentumAccess<State> {
  /** Where the next step starts, in units of θ; arrays that the caller does not write to. */
  read(state: State): MomentumStart;
  /** The state after such steps, which ended at `point` (copied). May reuse the old one's buffers. */
  write(state: State, point: MomentumPoint): State;
}

/**
 * An optimizer: a state machine over plain data that asks for evaluations and is told the answers, so that the same
 * code drives a backend on this thread, on a device or on another machine, and stops and resumes anywhere.
 *
 * | member        | required | meaning                                                                              |
 * |---------------|----------|--------------------------------------------------------------------------------------|
 * | name          | yes      | the same word in file, export and command line                                       |
 * | needs         | yes      | checked before running                                                               |
 * | init          | yes      | the state at θ = start (which it copies)                                             |
 * | ask           | yes      | where to evaluate next; pure: asking twice gives the same                            |
 * | tell          | yes      | the next state; may reuse the old one's buffers                                      |
 * | learningRate  | no       | the rate in force, for the trace; absent: the trace has none                         |
 * | learningRates | no       | its stability bound on a quadratic with this spectrum; absent: none is known         |
 * | momentum      | no       | that its steps are momentum steps, and which; absent: the host makes every step       |
 *
 * `structuredClone(state)` is a checkpoint: State holds numbers, strings, arrays and typed arrays only.
 */
export interface Optimizer<State = unknown> {
  readonly name: string;
  readonly needs: Needs;
  /** @throws FitError 'INVALID_OPTION' when a setting cannot be resolved, 'SPECTRUM_REQUIRED' when it needs what the context lacks. */
  init(start: Float64Array, context: Context): State;
  ask(state: State): Query;
  tell(state: State, evaluation: Evaluation): State;
  learningRate?(state: State): number;
  learningRates?(spectrum: Spectrum): LearningRates;
  readonly momentum?: MomentumAccess<State>;
}

/** As `MomentumAccess`, for a rule, which knows of θ's steps only. */
export interface RuleMomentum<State> {
  read(state: State): Omit<MomentumStart, 'theta'>;
  write(state: State, velocity: Float64Array): State;
}

/**
 * The easy shelf for first-order rules: the step from the gradient alone. `descent(rule)` lifts it to an Optimizer.
 *
 * | member        | required | meaning                                                                    |
 * |---------------|----------|----------------------------------------------------------------------------|
 * | name, needsSpectrum | yes | as in Optimizer                                                            |
 * | init          | yes      | the rule's own state for p parameters                                      |
 * | update        | yes      | [step, state]: the optimizer moves to θ + step                             |
 * | needsOwnBasis | no      | as `needs.ownBasis`                                                        |
 * | learningRate, learningRates, momentum | no | as in Optimizer                                         |
 */
export interface UpdateRule<State = unknown> {
  readonly name: string;
  readonly needsSpectrum: boolean;
  readonly needsOwnBasis?: boolean;
  init(theta: Float64Array, context: Context): State;
  update(gradient: Float64Array, state: State, theta: Float64Array): readonly [step: Float64Array, state: State];
  learningRate?(state: State): number;
  learningRates?(spectrum: Spectrum): LearningRates;
  readonly momentum?: RuleMomentum<State>;
}
