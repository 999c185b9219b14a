import { at } from '../at.js';
import type { MomentumPoint } from '../contracts/backend.js';
import type { Evaluation } from '../contracts/evaluation.js';
import type { Context, Optimizer, UpdateRule } from '../contracts/optimizer.js';
import { FitError } from '../fit-error.js';

/** Where a descent stands; plain data, so that `structuredClone` of it is a checkpoint. */
export interface DescentState<RuleState> {
  /** θ, p numbers. */
  readonly theta: Float64Array;
  readonly rule: RuleState;
}

/**
 * Lifts an update rule to an optimizer: asks for the gradient at θ, then moves to θ + step. θ is kept in one buffer.
 *
 * @param rule for example `gradientDescent({ learningRate: 'auto' })`
 * @returns an optimizer of the rule's name. Its `init` throws FitError 'SHAPE_MISMATCH' when the start does not have
 *   `context.parameters` numbers, 'NON_FINITE_INPUT' when one is not finite, and what the rule's own `init` throws; its
 *   `tell` throws 'SHAPE_MISMATCH' for a gradient of another length.
 */
export function descent<RuleState>(rule: UpdateRule<RuleState>): Optimizer<DescentState<RuleState>> {
  const learningRate = rule.learningRate?.bind(rule);
  const learningRates = rule.learningRates?.bind(rule);
  const { momentum, needsOwnBasis: ownBasis } = rule;
  return {
    name: rule.name,
    needs: { evaluation: 'gradient', spectrum: rule.needsSpectrum, ...(ownBasis !== undefined && { ownBasis }) },

    init(start: Float64Array, context: Context) {
      checkStart(start, context.parameters);
      const theta = Float64Array.from(start);
      return { theta, rule: rule.init(theta, context) };
    },

    ask: (state) => ({ theta: state.theta }),

    tell(state: DescentState<RuleState>, evaluation: Evaluation) {
      const { theta } = state;
      checkLength('gradient', evaluation.gradient, theta.length);
      const [step, next] = rule.update(evaluation.gradient, state.rule, theta);
      for (let i = 0; i < theta.length; i++) theta[i] = at(theta, i) + at(step, i);
      return { theta, rule: next };
    },

    ...(learningRate && { learningRate: (state: DescentState<RuleState>) => learningRate(state.rule) }),
    ...(learningRates && { learningRates }),
    ...(momentum && {
      momentum: {
        read: (state: DescentState<RuleState>) => ({ theta: state.theta, ...momentum.read(state.rule) }),
        write(state: DescentState<RuleState>, point: MomentumPoint) {
          state.theta.set(point.theta);
          return { theta: state.theta, rule: momentum.write(state.rule, point.velocity) };
        },
      },
    }),
  };
}

function checkStart(start: Float64Array, parameters: number): void {
  checkLength('start', start, parameters);
  const row = start.findIndex((value) => !Number.isFinite(value));
  if (row >= 0) {
    throw new FitError('NON_FINITE_INPUT', `start must be finite, but entry ${row} is ${at(start, row)}`, {
      argument: 'start',
      row,
      value: at(start, row),
    });
  }
}

function checkLength(argument: string, array: Float64Array, length: number): void {
  if (array.length !== length) {
    throw new FitError('SHAPE_MISMATCH', `${argument} must have ${length} numbers, got ${array.length}`, {
      argument,
      value: array.length,
    });
  }
}
