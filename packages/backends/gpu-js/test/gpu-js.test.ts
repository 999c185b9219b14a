import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gpuJs, gpuJsModes } from '@wellposed/backend-gpu-js';
import { expect, test } from 'vitest';
import { automaticOrder } from '../src/modes.js';
import { loadLibrary } from '../src/library.js';
import { systemOf } from './support/system.js';

const version = (): string => {
  const main = createRequire(import.meta.url).resolve('gpu.js');
  return (JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as { version: string }).version;
};

test('is named by its mode, and says what it can do', () => {
  expect(gpuJs().name).toBe('gpu-js');
  expect(gpuJsModes.map((mode) => gpuJs({ mode }).name)).toEqual(gpuJsModes.map((mode) => `gpu-js-${mode}`));
  expect(gpuJs().supports).toEqual({
    precision: 'f32',
    unitRoundoff: 2 ** -24,
    solvers: ['cholesky', 'qr', 'svd'],
    generalLosses: true,
    features: ['products', 'batches', 'compression', 'fused-descent'],
    synchronous: false,
  });
});

test('says the version of gpu.js that is installed, and the mode', async () => {
  expect(await gpuJs({ mode: 'cpu' }).available()).toEqual({
    ok: true,
    engine: `gpu.js ${version()} cpu`,
    device: 'javascript, 1 thread',
  });
});

test('without a mode takes the first that runs here', async () => {
  const library = await loadLibrary();
  const runs = [];
  for (const mode of automaticOrder) if ((await mode.probe(library)).ok) runs.push(mode.name);
  expect(await gpuJs().available()).toMatchObject({ ok: true, engine: `gpu.js ${version()} ${runs[0]}` });
});

/** A backend, and how often it brought its library. */
function counted() {
  let count = 0;
  const load = () => {
    count++;
    return loadLibrary();
  };
  return { backend: gpuJs({ mode: 'cpu', load }), loads: () => count };
}

test('nothing is loaded before it is asked', async () => {
  const { backend, loads } = counted();
  expect([backend.name, backend.resources(), loads()]).toEqual(['gpu-js-cpu', 0, 0]);
  await backend.release();
  expect(loads()).toBe(0);
  (await backend.open(systemOf(3, 2))).dispose();
  expect(loads()).toBe(1);
});

test('sessions that are opened side by side share a device', async () => {
  const { backend, loads } = counted();
  const sessions = await Promise.all([systemOf(3, 2), systemOf(4, 1)].map(async (system) => backend.open(system)));
  expect(loads()).toBe(1);
  for (const session of sessions) session.dispose();
  expect(backend.resources()).toBe(0);
});
