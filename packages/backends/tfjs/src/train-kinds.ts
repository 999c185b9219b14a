import type { Optimizer } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './tensor-flow.js';

/** What a setting may be: in words, and as a test. */
interface Range {
  readonly words: string;
  readonly holds: (value: unknown) => boolean;
}

const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const FRACTION: Range = { words: 'in [0, 1)', holds: (value) => number(value) && value >= 0 && value < 1 };
const AT_LEAST_ZERO: Range = { words: 'a finite number ≥ 0', holds: (value) => number(value) && value >= 0 };
const POSITIVE: Range = { words: 'a finite number > 0', holds: (value) => number(value) && value > 0 };
const EITHER: Range = { words: 'true or false', holds: (value) => typeof value === 'boolean' };

/** The settings of an optimizer besides its learning rate: TensorFlow.js' own names and defaults. */
type Schema = Readonly<Record<string, { readonly value: number | boolean; readonly range: Range }>>;

/** The values of settings. */
export type Values<S extends Schema = Schema> = { readonly [K in keyof S]: S[K]['value'] };

/** An optimizer of TensorFlow.js: its settings, and how it is made of them. */
export interface TrainKind<S extends Schema = Schema> {
  readonly settings: S;
  make(train: TensorFlow['train'], learningRate: number, values: Values<S>): Optimizer;
}

const kind = <S extends Schema>(settings: S, make: TrainKind<S>['make']): TrainKind<S> => ({ settings, make });

const off = { value: false, range: EITHER };
/** ε of float32 engines, `tf.backend().epsilon()`. */
const epsilon = { value: 1e-7, range: POSITIVE };
const beta1 = { value: 0.9, range: FRACTION };
const beta2 = { value: 0.999, range: FRACTION };

/** Every optimizer in `tf.train`. */
export const trainKinds = {
  sgd: kind({}, (train, rate) => train.sgd(rate)),
  momentum: kind(
    { momentum: { value: 0.9, range: FRACTION }, useNesterov: off },
    (train, rate, { momentum, useNesterov }) => train.momentum(rate, momentum, useNesterov),
  ),
  adagrad: kind(
    { initialAccumulatorValue: { value: 0.1, range: AT_LEAST_ZERO } },
    (train, rate, { initialAccumulatorValue }) => train.adagrad(rate, initialAccumulatorValue),
  ),
  adadelta: kind({ rho: { value: 0.95, range: FRACTION }, epsilon }, (train, rate, values) =>
    train.adadelta(rate, values.rho, values.epsilon),
  ),
  adam: kind({ beta1, beta2, epsilon }, (train, rate, values) =>
    train.adam(rate, values.beta1, values.beta2, values.epsilon),
  ),
  adamax: kind({ beta1, beta2, epsilon, decay: { value: 0, range: AT_LEAST_ZERO } }, (train, rate, values) =>
    train.adamax(rate, values.beta1, values.beta2, values.epsilon, values.decay),
  ),
  rmsprop: kind(
    {
      decay: { value: 0.9, range: FRACTION },
      momentum: { value: 0, range: FRACTION },
      epsilon,
      centered: off,
    },
    (train, rate, values) => train.rmsprop(rate, values.decay, values.momentum, values.epsilon, values.centered),
  ),
};
