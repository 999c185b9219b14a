import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { tfjs } from '@wellposed/backend-tfjs';
import { beforeEach, expect, it } from 'vitest';
import { codeOf } from './support/code-of.js';
import { smallSystem } from './support/small-system.js';

beforeEach(async () => {
  await tf.setBackend('cpu');
  // Its greeting, which is its owner's.
  Object.assign(tf.backend(), { firstUse: false });
});

it('uses the current engine of the instance it is given', async () => {
  const backend = tfjs({ tf });
  expect(backend.name).toBe('tfjs');
  expect(await backend.available()).toEqual({
    ok: true,
    engine: `tfjs ${tf.version_core} cpu`,
    device: 'cpu, plain JavaScript',
  });
  const session = await backend.open(smallSystem());
  const { theta } = await (await session.factor('qr')).solve(smallSystem().targets);
  session.dispose();
  expect(theta[0]).toBeCloseTo(1, 5);
  expect(theta[1]).toBeCloseTo(2, 5);
});

it('imports no engine for it: what it does not have is not there', async () => {
  expect(tf.engine().registryFactory).not.toHaveProperty('wasm');
  const backend = tfjs({ tf, engine: 'wasm' });
  expect(await backend.available()).toEqual({
    ok: false,
    engine: 'tfjs wasm',
    reason: expect.stringContaining("no engine 'wasm'"),
    remedy: expect.stringContaining('@tensorflow/tfjs-backend-wasm'),
  });
  expect(await codeOf(() => backend.open(smallSystem()))).toBe('BACKEND_UNAVAILABLE');
  expect(tf.engine().registryFactory).not.toHaveProperty('wasm');
});

it('leaves the current engine, the flags and the tensors as they were', async () => {
  // Another engine of the instance, under a name of its own.
  tf.registerBackend('another', tf.findBackendFactory('cpu'));
  tf.copyRegisteredKernels('cpu', 'another');
  const before = { engine: tf.getBackend(), tensors: tf.memory().numTensors, flags: { ...tf.env().features } };
  const own = tf.keep(tf.tensor([1, 2, 3]));
  const backend = tfjs({ tf });
  const session = await backend.open(smallSystem());
  // It was the current engine then; another is now.
  await tf.setBackend('another');
  await session.evaluate({ theta: Float64Array.of(1, 2) });
  expect(tf.getBackend()).toBe('another');
  session.dispose();
  await tf.setBackend('cpu');
  expect(Array.from(own.dataSync())).toEqual([1, 2, 3]);
  own.dispose();
  // Flags that are looked up for the first time are new; those that were there are the same.
  expect({ engine: tf.getBackend(), tensors: tf.memory().numTensors, flags: { ...tf.env().features } }).toMatchObject(
    before,
  );
  tf.removeBackend('another');
});

it('works inside a tidy of its owner, whose tensors and ours stay apart', async () => {
  const before = tf.memory().numTensors;
  const backend = tfjs({ tf });
  await backend.available();
  let opening: ReturnType<typeof backend.open> | undefined;
  tf.tidy(() => {
    opening = backend.open(smallSystem());
  });
  const session = await opening!;
  let evaluating: ReturnType<typeof session.evaluate> | undefined;
  tf.tidy(() => {
    evaluating = session.evaluate({ theta: Float64Array.of(0, 0) });
  });
  expect((await evaluating!).value).toBe(1 + 9 + 25 + 49);
  session.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
