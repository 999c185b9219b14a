/*
 * Gradient descent with a constant learning rate α on p parameters:
 *
 *     θ ← θ − α g
 *
 * On a quadratic with Hessian H each eigen-direction is multiplied by 1 − αλ per step, so it converges iff α < 2/λmax,
 * and max |1 − αλ| over [μ, L] is smallest, (κ−1)/(κ+1), at α = 2/(L+μ).
 *
 * Source: Polyak, Introduction to Optimization (1987), §1.4, theorem 3; Nesterov, Introductory Lectures on Convex
 * Optimization (2004), theorem 2.1.15.
 */
import {
  at,
  type Context,
  type LearningRates,
  type OptionKeys,
  refuseUnknownOptions,
  type Spectrum,
  type UpdateRule,
} from '@wellposed/core';
import { automaticSetting } from './automatic-setting.js';
import { checkLearningRate } from './check-learning-rate.js';
import { spectrumBounds, type SpectrumBounds } from './spectrum-bounds.js';

/** Settings of `gradientDescent`. */
export interface GradientDescentOptions {
  /** α > 0, in units of θ² ÷ objective; or 'auto': 2/(λmax + λmin) from the spectrum of the Hessian. */
  readonly learningRate: number | 'auto';
}

const optionKeys = { learningRate: true } satisfies OptionKeys<GradientDescentOptions>;

/** Plain data. */
export interface GradientDescentState {
  readonly learningRate: number;
  /** The last step, p numbers: a buffer. */
  readonly step: Float64Array;
}

/**
 * The rule θ ← θ − α g. PyTorch's `SGD(lr)`. Use it as `descent(gradientDescent({ learningRate: 'auto' }))`.
 *
 * `learningRates`: largestStable = 2/λmax, best = 2/(λmax + λmin), where λmin is the smallest eigenvalue that is not
 * numerically zero (see `spectrumBounds`): along the others nothing moves. Both are Infinity when the Hessian is zero.
 *
 * @throws FitError 'INVALID_OPTION' when learningRate is neither 'auto' nor a finite number > 0. `init` with 'auto' throws
 *   'SPECTRUM_REQUIRED' without a spectrum and 'INVALID_OPTION' when the spectrum is all zero.
 */
export function gradientDescent(options: GradientDescentOptions): UpdateRule<GradientDescentState> {
  refuseUnknownOptions(options, optionKeys, 'gradientDescent');
  const { learningRate } = options;
  checkLearningRate(learningRate);
  return {
    name: 'gradient-descent',
    needsSpectrum: learningRate === 'auto',

    init(theta: Float64Array, context: Context): GradientDescentState {
      return {
        learningRate: learningRate === 'auto' ? bestRate(automaticSetting('learningRate', context)) : learningRate,
        step: new Float64Array(theta.length),
      };
    },

    update(gradient: Float64Array, state: GradientDescentState) {
      const { learningRate: rate, step } = state;
      for (let i = 0; i < step.length; i++) step[i] = -rate * at(gradient, i);
      return [step, state] as const;
    },

    learningRate: (state) => state.learningRate,

    momentum: {
      read: ({ learningRate: rate, step }) => ({
        velocity: new Float64Array(step.length),
        learningRate: rate,
        momentum: 0,
      }),
      write: (state) => state,
    },

    learningRates(spectrum: Spectrum): LearningRates {
      const bounds = spectrumBounds(spectrum);
      if (bounds.largest === 0) return { largestStable: Infinity, best: Infinity };
      return { largestStable: 2 / bounds.largest, best: bestRate(bounds) };
    },
  };
}

/** 2/(L+μ), written so that L+μ cannot overflow. */
function bestRate({ smallest, largest }: SpectrumBounds): number {
  return 2 / largest / (1 + smallest / largest);
}
