import * as tf from '@tensorflow/tfjs-core';
import { tfjs } from '@wellposed/backend-tfjs';
import { expect, it } from 'vitest';
import { availableEngines } from './support/available-engines.js';
import { smallSystem } from './support/small-system.js';

const theta = Float64Array.of(0.5, -1);

it('runs sessions on several engines in turn, each on its own, and puts back the engine that was set', async () => {
  expect(availableEngines.length).toBeGreaterThanOrEqual(2);
  const sessions = await Promise.all(availableEngines.map(async (engine) => tfjs({ engine }).open(smallSystem())));
  for (const current of availableEngines) {
    await tf.setBackend(current);
    const values: number[] = [];
    for (const session of sessions) {
      values.push((await session.evaluate({ theta })).value);
      await (await session.factor('svd')).solve(smallSystem().targets);
      expect(tf.getBackend()).toBe(current);
    }
    expect(values).toEqual(sessions.map(() => 0.5 ** 2 + 3.5 ** 2 + 6.5 ** 2 + 9.5 ** 2));
  }
  for (const session of sessions) session.dispose();
});

it('runs them at the same time', async () => {
  const before = tf.memory().numTensors;
  const system = smallSystem();
  const digits = await Promise.all(
    [...availableEngines, ...availableEngines].map(async (engine, k) => {
      const session = await tfjs({ engine }).open(system);
      for (let step = 0; step < 20; step++) {
        // At every step of each, others are between a question and its answer.
        const factorization = await session.factor(k % 2 === 0 ? 'qr' : 'cholesky');
        const [solution, { value }] = await Promise.all([
          factorization.solve(system.targets),
          session.evaluate({ theta: Float64Array.of(step, 0) }),
        ]);
        const expected = [1, 3, 5, 7].reduce((sum, y) => sum + (y - step) ** 2, 0);
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(8 * 2 ** -24 * expected);
        expect(solution.theta[1]).toBeCloseTo(2, 4);
      }
      session.dispose();
      return engine;
    }),
  );
  expect(digits).toEqual([...availableEngines, ...availableEngines]);
  expect(tf.memory().numTensors).toBe(before);
});
