import { gpuJs } from '@wellposed/backend-gpu-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { inTime } from '../src/failure.js';
import { breakable } from './support/breakable.js';
import type { Fault } from './support/breakable.js';
import { codeOf, systemOf } from './support/system.js';

const consoleMethods = (['log', 'warn', 'error', 'info'] as const).map((method) => vi.spyOn(console, method));
afterEach(() => {
  for (const method of consoleMethods) expect(method).not.toHaveBeenCalled();
});

const theta = new Float64Array(2);

describe('an engine that breaks down', () => {
  test.each<[string, Fault, RegExp]>([
    ['computes in another mode than was asked for', { mode: 'cpu' }, /CPUKernel/],
    [
      'asks to compute in another mode',
      { settings: ({ onRequestFallback }) => (onRequestFallback as () => void)() },
      /another mode/,
    ],
    [
      'asks to compile another kernel',
      { settings: ({ onRequestSwitchKernel }) => (onRequestSwitchKernel as () => void)() },
      /another kernel/,
    ],
    ['has a kernel that does not compile', { source: () => 'function (a) { return nowhere[this.thread.x]; }' }, /./],
    [
      'lost its context, which answers with zeros',
      { instance: (gpu) => Object.assign(gpu, { context: { isContextLost: () => true } }) },
      /lost/,
    ],
    [
      'is out of memory',
      { instance: (gpu) => Object.assign(gpu, { context: { isContextLost: () => false, getError: () => 0x0505 } }) },
      /OUT_OF_MEMORY/,
    ],
  ])('%s: DEVICE_FAILED, for good; a new session works, nothing is left', async (_what, fault, words) => {
    const world = breakable();
    const backend = gpuJs({ mode: 'webasm', load: world.load });
    world.fault = fault;
    const attempt = (async () => {
      const session = await backend.open(systemOf(5, 2));
      try {
        return await session.evaluate({ theta });
      } finally {
        session.dispose();
      }
    })();
    expect(await codeOf(attempt)).toBe('DEVICE_FAILED');
    await expect(attempt).rejects.toThrow(words);
    await expect(attempt).rejects.toThrow('gpu.js webasm');

    world.fault = {};
    const session = await backend.open(systemOf(5, 2));
    const { value } = await session.evaluate({ theta });
    expect(Math.abs(value - systemOf(5, 2).targets.reduce((sum, y) => sum + y * y, 0))).toBeLessThan(1e-6);
    session.dispose();
    expect(backend.resources()).toBe(0);
    await backend.release();
  });

  test('in the middle of a session: all of it fails, and disposing of it gives everything back', async () => {
    const world = breakable();
    const backend = gpuJs({ mode: 'cpu', load: world.load });
    const session = await backend.open(systemOf(9, 3));
    world.fault = { source: (source) => (source.includes('value -=') ? 'function () { return nowhere; }' : source) };
    expect(await codeOf((async () => session.factor('qr'))())).toBe('DEVICE_FAILED');
    expect(await codeOf((async () => session.evaluate({ theta: new Float64Array(3) }))())).toBe('DEVICE_FAILED');
    expect(backend.resources()).toBeGreaterThan(0);
    session.dispose();
    expect(backend.resources()).toBe(0);
  });

  test('has threads that die: DEVICE_FAILED, and no waiting', async () => {
    const world = breakable();
    let died = 0;
    /** Ends each thread as it starts, before it can answer. */
    const deadly = (pool: { workers: { handle: { terminate(): unknown } }[] } | null) => {
      if (pool === null) return;
      const { workers } = pool;
      workers.push = (...started) => {
        for (const { handle } of started) handle.terminate();
        died += started.length;
        return Array.prototype.push.apply(workers, started);
      };
    };
    const backend = gpuJs({ mode: 'webasm', load: world.load });
    // Beyond 65,536 numbers kernels run in threads.
    const session = await backend.open(systemOf(40_000, 2));
    world.fault = {
      kernel: (kernel) =>
        Object.defineProperty(kernel.kernel, '_pool', {
          set(pool: Parameters<typeof deadly>[0]) {
            deadly(pool);
            Object.defineProperty(this, '_pool', { value: pool, writable: true });
          },
          get: () => null,
          configurable: true,
        }),
    };
    const answer = codeOf((async () => session.multiply(theta))());
    expect(await answer).toBe('DEVICE_FAILED');
    expect(died).toBeGreaterThan(0);
    session.dispose();
    await vi.waitUntil(() => backend.resources() === 0);
    await backend.release();
  });

  test('never answers: the wait ends', async () => {
    await expect(inTime(new Promise(() => undefined), 5)).rejects.toThrow('no answer');
    await expect(inTime(Promise.resolve(1), 5)).resolves.toBe(1);
  });
});

describe('an engine that is not there', () => {
  const absent = (): Promise<never> => Promise.reject(new Error('Cannot find package'));

  test('available says so and open refuses', async () => {
    const backend = gpuJs({ load: absent });
    expect(await backend.available()).toMatchObject({ ok: false, reason: expect.stringContaining('Cannot find') });
    expect(await codeOf((async () => backend.open(systemOf(3, 2)))())).toBe('BACKEND_UNAVAILABLE');
  });

  test('an unknown mode is refused at once', () => {
    expect(() => gpuJs({ mode: 'cuda' as 'cpu' })).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });
});
