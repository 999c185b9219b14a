/*
 * The heavy-ball method with constant learning rate α and momentum β on p parameters, in PyTorch's form:
 *
 *     v ← β v + g,    θ ← θ − α v,    v = 0 at the start,
 *
 * which is Polyak's θₖ₊₁ = θₖ − α gₖ + β (θₖ − θₖ₋₁). On a quadratic each eigen-direction obeys
 * eₖ₊₁ = (1 + β − αλ) eₖ − β eₖ₋₁, with the roots of z² − (1 + β − αλ) z + β. Their larger modulus is √β where
 * |1 + β − αλ| ≤ 2√β and grows with |1 + β − αλ| beyond. Hence, over λ in [μ, L] with κ = L/μ:
 *
 * - stable iff α < 2(1+β)/L;
 * - β given: max |1 + β − αλ| is smallest where both ends are equal, α = 2(1+β)/(L+μ);
 * - both free: α = 4/(√L+√μ)², β = ((√κ−1)/(√κ+1))², the same α at that β;
 * - α given: a direction has a double root at β = (1 − √(αλ))², its best; the worst one decides,
 *   β = max over λ in {μ, L} of (1 − √(αλ))².
 *
 * Source: Polyak, "Some methods of speeding up the convergence of iteration methods", USSR Comput. Math. Math. Phys. 4(5)
 * (1964) 1–17, theorem 9 (α and β both free); the other two follow from the roots as stated.
 */
import {
  at,
  type Context,
  FitError,
  type LearningRates,
  type OptionKeys,
  refuseUnknownOptions,
  type Spectrum,
  type UpdateRule,
} from '@wellposed/core';
import { automaticSetting } from './automatic-setting.js';
import { checkLearningRate } from './check-learning-rate.js';
import { spectrumBounds, type SpectrumBounds } from './spectrum-bounds.js';

/** Settings of `heavyBall`. */
export interface HeavyBallOptions {
  /** α > 0, in units of θ² ÷ objective; or 'auto': the best one for the momentum, from the spectrum of the Hessian. */
  readonly learningRate: number | 'auto';
  /** β in [0, 1), default 0.9; or 'auto': the best one for the learning rate, from the spectrum of the Hessian. */
  readonly momentum?: number | 'auto';
}

const optionKeys = { learningRate: true, momentum: true } satisfies OptionKeys<HeavyBallOptions>;

/** Plain data. */
export interface HeavyBallState {
  readonly learningRate: number;
  readonly momentum: number;
  /** v, p numbers. */
  readonly velocity: Float64Array;
  /** The last step, p numbers: a buffer. */
  readonly step: Float64Array;
}

/**
 * The rule v ← β v + g, θ ← θ − α v. PyTorch's `SGD(lr, momentum)`. Use it as `descent(heavyBall({ learningRate: 'auto' }))`.
 *
 * 'auto' minimises the largest modulus of the roots over all eigenvalues that are not numerically zero (see
 * `spectrumBounds`), for learning rate, momentum or both. `learningRates` holds at the momentum in force: largestStable =
 * 2(1+β)/λmax, best = 2(1+β)/(λmax + λmin); both are Infinity when the Hessian is zero.
 *
 * @throws FitError 'INVALID_OPTION' when learningRate is neither 'auto' nor a finite number > 0, or momentum neither 'auto'
 *   nor in [0, 1). `init` with an 'auto' throws 'SPECTRUM_REQUIRED' without a spectrum, and 'INVALID_OPTION' when the
 *   spectrum is all zero; `init` and `learningRates` throw 'INVALID_OPTION' when the momentum is 'auto' and the learning
 *   rate is 4/λmax or more, which no momentum makes stable.
 */
export function heavyBall(options: HeavyBallOptions): UpdateRule<HeavyBallState> {
  refuseUnknownOptions(options, optionKeys, 'heavyBall');
  const { learningRate, momentum = 0.9 } = options;
  checkLearningRate(learningRate);
  checkMomentum(momentum);
  const automatic = learningRate === 'auto' ? 'learningRate' : momentum === 'auto' ? 'momentum' : undefined;
  return {
    name: 'heavy-ball',
    needsSpectrum: automatic !== undefined,
    needsOwnBasis: learningRate !== 'auto',

    init(theta: Float64Array, context: Context): HeavyBallState {
      const buffers = { velocity: new Float64Array(theta.length), step: new Float64Array(theta.length) };
      if (learningRate !== 'auto' && momentum !== 'auto') return { learningRate, momentum, ...buffers };
      const bounds = automaticSetting(automatic ?? 'learningRate', context);
      const beta = momentum === 'auto' ? bestMomentum(learningRate, bounds) : momentum;
      return {
        learningRate: learningRate === 'auto' ? bestRate(beta, bounds) : learningRate,
        momentum: beta,
        ...buffers,
      };
    },

    update(gradient: Float64Array, state: HeavyBallState) {
      const { learningRate: rate, momentum: beta, velocity, step } = state;
      for (let i = 0; i < step.length; i++) {
        const v = beta * at(velocity, i) + at(gradient, i);
        velocity[i] = v;
        step[i] = -rate * v;
      }
      return [step, state] as const;
    },

    learningRate: (state) => state.learningRate,

    // The device's velocity is a step, in units of θ: −α v.
    momentum: {
      read: ({ learningRate: rate, momentum: beta, velocity }) => ({
        velocity: velocity.map((v) => -rate * v),
        learningRate: rate,
        momentum: beta,
      }),
      write(state, steps) {
        for (const [i, step] of steps.entries()) state.velocity[i] = -step / state.learningRate;
        return state;
      },
    },

    learningRates(spectrum: Spectrum): LearningRates {
      const bounds = spectrumBounds(spectrum);
      if (bounds.largest === 0) return { largestStable: Infinity, best: Infinity };
      const beta = momentum === 'auto' ? bestMomentum(learningRate, bounds) : momentum;
      return { largestStable: (2 * (1 + beta)) / bounds.largest, best: bestRate(beta, bounds) };
    },
  };
}

/** 2(1+β)/(L+μ), written so that L+μ cannot overflow. */
function bestRate(momentum: number, { smallest, largest }: SpectrumBounds): number {
  return (2 * (1 + momentum)) / largest / (1 + smallest / largest);
}

/** The β with the smallest worst root: Polyak's when the learning rate is free, else that of its worst direction. */
function bestMomentum(learningRate: number | 'auto', { smallest, largest }: SpectrumBounds): number {
  if (learningRate === 'auto') {
    const root = Math.sqrt(smallest / largest);
    return ((1 - root) / (1 + root)) ** 2;
  }
  const momentum = Math.max(
    (1 - Math.sqrt(learningRate * smallest)) ** 2,
    (1 - Math.sqrt(learningRate * largest)) ** 2,
  );
  if (!(momentum < 1)) {
    const largestRate = 4 / largest;
    throw new FitError(
      'INVALID_OPTION',
      `momentum 'auto' cannot be resolved: no momentum below 1 is stable at learningRate ${learningRate}, which must be < ${largestRate}`,
      {
        argument: 'learningRate',
        value: learningRate,
      },
    );
  }
  return momentum;
}

function checkMomentum(momentum: number | 'auto'): void {
  if (momentum === 'auto') return;
  if (!(Number.isFinite(momentum) && momentum >= 0 && momentum < 1)) {
    throw new FitError('INVALID_OPTION', `momentum must be 'auto' or a number in [0, 1), got ${String(momentum)}`, {
      argument: 'momentum',
      value: momentum,
    });
  }
}
