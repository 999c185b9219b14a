import { descent, FitError, refuseUnknownOptions } from '@wellposed/core';
import type { DescentState, Optimizer, OptionKeys } from '@wellposed/core';
import type { Engine } from './engine.js';
import { cpu } from './engines/cpu.js';
import { openEngine } from './open-engine.js';
import type { TensorFlow } from './tensor-flow.js';
import { trainKinds } from './train-kinds.js';
import type { TrainKind, Values } from './train-kinds.js';
import { trainStep } from './train-step.js';
import type { Memory } from './train-step.js';

/** The state of an optimizer of TensorFlow.js: plain data. */
export interface TrainState {
  readonly memory: Memory;
}

/** The settings of an optimizer: TensorFlow.js' own, and its own defaults for those left out. */
export type TrainOptions<K extends TrainKind> = Partial<Values<K['settings']>> & {
  /** 'auto' is refused with 'INVALID_OPTION': TensorFlow.js knows no bounds of its optimizers. */
  readonly learningRate: number | 'auto';
};

/** The optimizers of `tf.train` by their names there, each made from its settings. */
export type TfOptimizers = {
  readonly [K in keyof typeof trainKinds]: (
    options: TrainOptions<(typeof trainKinds)[K]>,
  ) => Optimizer<DescentState<TrainState>>;
};

/** Settings of `tfOptimizers`. */
export interface TfOptimizersOptions {
  /** Your own instance of TensorFlow.js; default: that of @tensorflow/tfjs-core. */
  readonly tf?: TensorFlow;
}

const optionKeys = { tf: true } satisfies OptionKeys<TfOptimizersOptions>;

/**
 * The optimizers of TensorFlow.js: `const { adam } = await tfOptimizers(); fit(problem, { backend, optimizer: adam({ learningRate: 0.1 }) })`.
 *
 * Each step is computed by the optimizer of `tf.train` itself, in float32, on the cpu engine, which answers at once. θ stays on the
 * host, in float64: a step is added to it there. They run with any backend. Tensors live for a step only.
 *
 * @throws FitError 'BACKEND_UNAVAILABLE' when the cpu engine does not start. The optimizers throw 'INVALID_OPTION' for a setting
 *   that is out of range or not known.
 */
export async function tfOptimizers(options: TfOptimizersOptions = {}): Promise<TfOptimizers> {
  refuseUnknownOptions(options, optionKeys, 'tfOptimizers');
  const { tf } = options;
  let engine: Engine;
  try {
    engine = await openEngine(tf ?? (await import('@tensorflow/tfjs-core')), cpu, {});
  } catch (cause) {
    throw new FitError('BACKEND_UNAVAILABLE', String(cause), { argument: 'engine', value: cpu.name });
  }
  const { sgd, momentum, adagrad, adadelta, adam, adamax, rmsprop } = trainKinds;
  return {
    sgd: (options) => trainOptimizer(engine, 'sgd', sgd, options),
    momentum: (options) => trainOptimizer(engine, 'momentum', momentum, options),
    adagrad: (options) => trainOptimizer(engine, 'adagrad', adagrad, options),
    adadelta: (options) => trainOptimizer(engine, 'adadelta', adadelta, options),
    adam: (options) => trainOptimizer(engine, 'adam', adam, options),
    adamax: (options) => trainOptimizer(engine, 'adamax', adamax, options),
    rmsprop: (options) => trainOptimizer(engine, 'rmsprop', rmsprop, options),
  };
}

function trainOptimizer<S extends TrainKind['settings']>(
  engine: Engine,
  name: string,
  kind: TrainKind<S>,
  options: Partial<Values<S>> & { readonly learningRate: number | 'auto' },
): Optimizer<DescentState<TrainState>> {
  const known = Object.fromEntries(Object.keys(kind.settings).map((setting) => [setting, true as const]));
  refuseUnknownOptions(options, { learningRate: true, ...known }, name);
  const { learningRate, ...given } = options;
  if (!(typeof learningRate === 'number' && Number.isFinite(learningRate) && learningRate > 0)) {
    throw invalid('learningRate', learningRate, 'a finite number > 0: TensorFlow.js knows no best one');
  }
  const values = valuesOf(kind.settings, given);
  return descent<TrainState>({
    name: `tf-${name}`,
    needsSpectrum: false,
    init: () => ({ memory: [] }),
    update(gradient, { memory }) {
      const [step, next] = trainStep(engine, (train) => kind.make(train, learningRate, values), memory, gradient);
      return [step, { memory: next }];
    },
    learningRate: () => learningRate,
  });
}

/** The settings given, defaults for the others. @throws FitError 'INVALID_OPTION' */
function valuesOf<S extends TrainKind['settings']>(settings: S, given: Readonly<Record<string, unknown>>): Values<S> {
  for (const [name, value] of Object.entries(given)) {
    const range = settings[name]?.range;
    if (range?.holds(value) === false) throw invalid(name, value, range.words);
  }
  const entries = Object.entries(settings).map(([name, { value }]) => [name, given[name] ?? value]);
  return Object.fromEntries(entries) as Values<S>;
}

function invalid(argument: string, value: unknown, words: string): FitError {
  return new FitError('INVALID_OPTION', `${argument} must be ${words}, got ${String(value)}`, { argument, value });
}
