import { at, FitError } from '@wellposed/core';
import type { Context, LearningRates, Optimizer, Spectrum } from '@wellposed/core';
import { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
import type { DescentState, GradientDescentState, HeavyBallState } from '@wellposed/optimizers';
import type { MakeOptimizer } from '../../src/optimizer-law.js';

/** An optimizer that breaks one promise, and the laws that must name it. */
export interface BrokenOptimizer {
  readonly title: string;
  readonly makeOptimizer: MakeOptimizer;
  readonly laws: readonly string[];
}

type Sound = Optimizer<DescentState<GradientDescentState>>;
type State = DescentState<GradientDescentState>;

/** Gradient descent with one thing broken; what is broken is made anew for each optimizer. */
function altered(title: string, laws: readonly string[], alter: (sound: Sound) => Partial<Sound>): BrokenOptimizer {
  return {
    title,
    laws,
    makeOptimizer: ({ learningRate }): Optimizer => {
      const sound = descent(gradientDescent({ learningRate }));
      return { ...sound, ...alter(sound) };
    },
  };
}

const ratesAt =
  (eigenvalue: (spectrum: Spectrum) => number) =>
  (spectrum: Spectrum): LearningRates => ({ largestStable: 2 / eigenvalue(spectrum), best: 1 / eigenvalue(spectrum) });

/** One promise broken each. */
export const brokenOptimizers: readonly BrokenOptimizer[] = [
  altered('wrong sign', ['downhill', 'stability', 'automatic-rate'], (sound) => ({
    tell: (state, { value, gradient }) => sound.tell(state, { value, gradient: gradient.map((g) => -g) }),
  })),
  altered('bound off by one eigenvalue', ['stability'], () => ({
    learningRates: ratesAt(({ eigenvalues }) => eigenvalues[1] ?? at(eigenvalues, 0)),
  })),
  altered('bound of the mean for the sum', ['reduction-scaling', 'stability'], () => ({
    learningRates: ratesAt(({ eigenvalues }) => at(eigenvalues, 0) + 1),
  })),
  altered('bound 1 % too large', ['stability'], () => ({
    learningRates: ratesAt(({ eigenvalues }) => at(eigenvalues, 0) / 1.01),
  })),
  altered('bound 1 % too small', ['stability'], () => ({
    learningRates: ratesAt(({ eigenvalues }) => at(eigenvalues, 0) * 1.01),
  })),
  altered('hidden counter', ['checkpoint', 'independent-runs'], (sound) => {
    let told = 0;
    return {
      tell: (state, { value, gradient }) => {
        told++;
        return sound.tell(state, { value, gradient: gradient.map((g) => g / (1 + told / 100)) });
      },
    };
  }),
  altered('state that cannot be cloned', ['checkpoint'], (sound) => ({
    init: (start, context) => ({ ...sound.init(start, context), step: () => 1 }),
    tell: (state: State & { step?: unknown }, evaluation) => ({ ...sound.tell(state, evaluation), step: state.step }),
  })),
  altered('ask that moves', ['pure-ask'], (sound) => ({
    ask: (state) => {
      state.theta[0] = at(state.theta, 0) * (1 + 2 ** -40);
      return sound.ask(state);
    },
  })),
  altered('start not copied', ['start-unchanged'], (sound) => ({
    init: (start, context) => ({ ...sound.init(start, context), theta: start }),
  })),
  altered('reads the value it did not ask for', ['declared-needs'], (sound) => ({
    tell: (state, { value, gradient }) => sound.tell(state, { value, gradient: gradient.map((g) => g + 0 * value) }),
  })),
  altered('reads the spectrum it did not ask for', ['declared-needs'], (sound) => ({
    init: (start: Float64Array, context: Context) => {
      if (!context.spectrum) throw new TypeError('no spectrum');
      return sound.init(start, context);
    },
  })),
  altered('writes to the gradient', ['borrowed-gradient'], (sound) => ({
    tell: (state, { value, gradient }) => {
      const next = sound.tell(state, { value, gradient });
      gradient.fill(0);
      return next;
    },
  })),
  altered('claims momentum that it has not', ['momentum-steps'], ({ momentum }) => ({
    momentum: { ...momentum!, read: (state) => ({ ...momentum!.read(state), momentum: 0.5, velocity: state.theta }) },
  })),
  altered('claims another rate to the device', ['momentum-steps'], ({ momentum }) => ({
    momentum: { ...momentum!, read: (state) => ({ ...momentum!.read(state), learningRate: 1e-300 }) },
  })),
  altered('takes nothing back from the device', ['momentum-steps'], ({ momentum }) => ({
    momentum: { ...momentum!, write: (state) => state },
  })),
  {
    title: 'keeps the device’s step as its own velocity',
    laws: ['momentum-steps'],
    makeOptimizer: ({ learningRate }) => {
      const rule = heavyBall({ learningRate, momentum: 0.5 });
      const write = (state: HeavyBallState, steps: Float64Array) => ({ ...state, velocity: steps.slice() });
      return descent({ ...rule, momentum: { ...rule.momentum!, write } });
    },
  },
  {
    title: 'claims rates and refuses auto',
    laws: ['automatic-rate'],
    makeOptimizer: ({ learningRate }) => {
      if (learningRate === 'auto') throw new FitError('INVALID_OPTION', 'learningRate must be a number');
      return descent(gradientDescent({ learningRate }));
    },
  },
  {
    title: 'auto without a spectrum is 0.01',
    laws: ['automatic-rate'],
    makeOptimizer: ({ learningRate }) =>
      descent(gradientDescent({ learningRate: learningRate === 'auto' ? 0.01 : learningRate })),
  },
  {
    title: 'any learning rate goes',
    laws: ['settings'],
    makeOptimizer: ({ learningRate }) => {
      const accepted =
        typeof learningRate === 'number' && !(learningRate > 0 && learningRate < Infinity) ? 1 : learningRate;
      return descent(gradientDescent({ learningRate: accepted }));
    },
  },
];
