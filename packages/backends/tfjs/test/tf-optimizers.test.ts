import * as tf from '@tensorflow/tfjs-core';
import { tfjs, tfOptimizers } from '@wellposed/backend-tfjs';
import { fit, polynomialProblem } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from './support/code-of.js';
import { numbers } from './support/numbers.js';

const optimizers = await tfOptimizers();
const makers = Object.entries(optimizers);
const PARAMETERS = 3;

/** θ after steps along given gradients. */
function run(optimizer: ReturnType<(typeof optimizers)['adam']>, gradients: readonly Float64Array[]) {
  let state = optimizer.init(new Float64Array(PARAMETERS), { parameters: PARAMETERS });
  for (const gradient of gradients) state = optimizer.tell(state, { value: NaN, gradient });
  return state;
}

const gradients = Array.from({ length: 25 }, (_, k) => Float64Array.from(numbers(PARAMETERS, k + 1)));

it('has every optimizer of TensorFlow.js', () => {
  const own = Object.getOwnPropertyNames(tf.train).filter((name) => !['length', 'name', 'prototype'].includes(name));
  expect(makers.map(([name]) => name).sort()).toEqual(own.sort());
});

describe.each(makers)('%s', (name, make) => {
  it('remembers, bit for bit, what one optimizer of TensorFlow.js does that lives on', async () => {
    const { rule } = run(make({ learningRate: 0.05 }), gradients);
    await tf.setBackend('cpu');
    const variable = tf.variable(tf.zeros([PARAMETERS]));
    const optimizer = name === 'momentum' ? tf.train.momentum(0.05, 0.9) : tf.train[name as 'sgd'](0.05);
    for (const gradient of gradients) {
      tf.tidy(() =>
        optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor(Float32Array.from(gradient)) }]),
      );
    }
    const lived = Object.values(optimizer)
      .flat()
      .flatMap((member: unknown) => {
        const held = member instanceof tf.Variable ? member : (member as { variable?: unknown } | null)?.variable;
        return held instanceof tf.Variable ? [Array.from(held.dataSync())] : [];
      });
    expect(rule.memory.map((values) => Array.from(values))).toEqual(lived);
    variable.dispose();
    optimizer.dispose();
  });

  it('leaves no tensor and no variable behind', () => {
    const before = { ...tf.memory(), variables: Object.keys(tf.engine().state.registeredVariables).length };
    run(make({ learningRate: 0.05 }), gradients);
    const after = { ...tf.memory(), variables: Object.keys(tf.engine().state.registeredVariables).length };
    expect([after.numTensors, after.numBytes, after.variables]).toEqual([
      before.numTensors,
      before.numBytes,
      before.variables,
    ]);
  });

  it('refuses settings by name', async () => {
    expect(await codeOf(() => make({ learningRate: 0.1, colour: 1 } as never))).toBe('INVALID_OPTION');
    expect(await codeOf(() => make({ learningRate: '1' } as never))).toBe('INVALID_OPTION');
    expect(await codeOf(() => make({ learningRate: 'auto' }))).toBe('INVALID_OPTION');
  });
});

it.each([
  ['momentum', { momentum: 1 }],
  ['momentum', { useNesterov: 1 }],
  ['adagrad', { initialAccumulatorValue: -1 }],
  ['adadelta', { rho: NaN }],
  ['adam', { beta1: 1 }],
  ['adam', { epsilon: 0 }],
  ['adamax', { decay: Infinity }],
  ['rmsprop', { centered: 'yes' }],
] as const)('%s refuses %j', async (name, setting) => {
  expect(await codeOf(() => optimizers[name]({ learningRate: 0.1, ...setting } as never))).toBe('INVALID_OPTION');
});

it('moves by −α g, for sgd, by what float32 makes of it', () => {
  const { theta } = run(optimizers.sgd({ learningRate: 0.5 }), [Float64Array.of(1, -2, 2 ** -149)]);
  expect(Array.from(theta)).toEqual([-0.5, 1, 0]);
});

it('moves by α in every direction at first, for adam', () => {
  const { theta } = run(optimizers.adam({ learningRate: 0.25 }), [Float64Array.of(3, -200, 1)]);
  // The powers of β₂ = 0.999 are float32 numbers: 1 − β₂ is 0.001 within 2⁻²⁵, relatively 3·10⁻⁵, and its root half of that.
  for (const [k, sign] of [-1, 1, -1].entries()) {
    expect(Math.abs(theta[k]! - sign * 0.25)).toBeLessThanOrEqual((0.25 * 2 ** -25) / 0.001);
  }
});

it('fits', async () => {
  const problem = polynomialProblem({ x: [0, 1, 2, 3], y: [1, 3, 5, 7], degree: 1 });
  const optimizer = optimizers.adam({ learningRate: 0.2 });
  const { coefficients } = await fit(problem, { backend: tfjs({ engine: 'cpu' }), optimizer, maxIterations: 3000 });
  expect(coefficients[0]).toBeCloseTo(1, 3);
  expect(coefficients[1]).toBeCloseTo(2, 3);
});
