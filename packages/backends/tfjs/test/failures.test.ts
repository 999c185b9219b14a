import * as core from '@tensorflow/tfjs-core';
import { FitError } from '@wellposed/core';
import type { Session } from '@wellposed/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineKind } from '../src/engine-kind.js';
import { cpu } from '../src/engines/cpu.js';
import { wasm } from '../src/engines/wasm.js';
import { tfjsFrom } from '../src/tfjs-from.js';
import { codeOf } from './support/code-of.js';
import { smallSystem } from './support/small-system.js';

const theta = Float64Array.of(1, 1);
const { targets } = smallSystem();

/** Everything that a session can be asked for. */
const work: readonly (readonly [string, (session: Session) => unknown])[] = [
  ['evaluate', (session) => session.evaluate({ theta })],
  ['evaluate at some rows', (session) => session.evaluate({ theta, rows: Uint32Array.of(0, 3, 3) })],
  ['multiply', (session) => session.multiply(theta)],
  ['multiplyTransposed', (session) => session.multiplyTransposed(targets)],
  ['compress', (session) => session.compress()],
  ['cholesky', async (session) => (await session.factor('cholesky')).solve(targets)],
  ['qr', async (session) => (await session.factor('qr')).solve(targets)],
  ['svd', async (session) => (await session.factor('svd')).solve(targets)],
];

/** TensorFlow.js, of which the n-th operation from `arm(n)` on throws. */
function failing() {
  let left = Infinity;
  const operations = [
    'add',
    'concat',
    'gatherND',
    'matMul',
    'mul',
    'pad',
    'reshape',
    'slice',
    'sub',
    'sum',
    'tensor',
  ] as const;
  const watched = operations.map((name) => {
    const original = core[name] as (...values: unknown[]) => unknown;
    return [
      name,
      (...values: unknown[]) => {
        if (--left < 0) throw new Error(`${name} is out of memory`);
        return original(...values);
      },
    ] as const;
  });
  return {
    tf: { ...core, ...Object.fromEntries(watched) } as typeof core,
    arm: (operation: number) => (left = operation),
  };
}

describe('an operation that throws', () => {
  it.each(work)('fails %s with a code, the engine and what to do, and leaves no tensor alive', async (_what, use) => {
    const { tf, arm } = failing();
    const backend = tfjsFrom({ kinds: [cpu], importCore: async () => tf }, {});
    await backend.available();
    const before = core.memory().numTensors;
    let failed = 0;
    for (let operation = 0; ; operation++) {
      const session = await backend.open(smallSystem());
      arm(operation);
      try {
        await use(session);
        break;
      } catch (error) {
        failed++;
        expect(error).toBeInstanceOf(FitError);
        const { code, message, details } = error as FitError;
        expect(code).toBe('DEVICE_FAILED');
        expect(message).toMatch(/^tfjs \S+ cpu \(.*\) failed in .*: \w+ is out of memory; open a new session/);
        expect(details).toEqual({ argument: 'engine', value: 'cpu' });
      } finally {
        arm(Infinity);
        session.dispose();
        expect(core.memory().numTensors).toBe(before);
      }
    }
    expect(failed).toBeGreaterThan(1);
    expect(core.memory().numTensors).toBe(before);
  });

  it('fails open as well', async () => {
    const { tf, arm } = failing();
    const backend = tfjsFrom({ kinds: [cpu], importCore: async () => tf }, {});
    await backend.available();
    const before = core.memory().numTensors;
    for (const operation of [0, 1]) {
      arm(operation);
      expect(await codeOf(() => backend.open(smallSystem()))).toBe('DEVICE_FAILED');
    }
    expect(core.memory().numTensors).toBe(before);
  });
});

describe('an engine that is taken away', () => {
  it('fails its sessions, and is started anew for the next', async () => {
    const backend = tfjsFrom({ kinds: [wasm], importCore: async () => core }, {});
    const session = await backend.open(smallSystem());
    Reflect.deleteProperty(core.engine().registry, 'wasm');
    expect(await codeOf(() => session.evaluate({ theta }))).toBe('DEVICE_FAILED');
    const next = await backend.open(smallSystem());
    expect((await next.evaluate({ theta })).value).toBe(0 + 1 + 4 + 9);
    expect(await codeOf(() => session.evaluate({ theta }))).toBe('DEVICE_FAILED');
    session.dispose();
    next.dispose();
  });
});

describe('WebAssembly', () => {
  interface Module {
    _malloc: (bytes: number) => number;
  }

  it('that is out of memory fails, instead of writing to the address 0', async () => {
    const backend = tfjsFrom({ kinds: [wasm], importCore: async () => core }, {});
    const session = await backend.open(smallSystem());
    const before = core.memory().numTensors;
    const module = (core.engine().registry['wasm'] as unknown as { readonly wasm: Module }).wasm;
    const allocate = module._malloc;
    module._malloc = () => 0;
    for (const [, use] of work) expect(await codeOf(() => use(session))).toBe('DEVICE_FAILED');
    expect(await codeOf(() => backend.open(smallSystem()))).toBe('DEVICE_FAILED');
    module._malloc = allocate;
    expect(core.memory().numTensors).toBe(before);
    expect((await session.evaluate({ theta })).value).toBe(14);
    session.dispose();
  });

  it('that traps is not trusted again: its sessions fail, the next has a new engine', async () => {
    const backend = tfjsFrom({ kinds: [wasm], importCore: async () => core }, {});
    const session = await backend.open(smallSystem());
    const broken = core.engine().registry['wasm'];
    const module = (broken as unknown as { readonly wasm: Module }).wasm;
    const allocate = module._malloc;
    module._malloc = () => {
      throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
    };
    expect(await codeOf(() => session.evaluate({ theta }))).toBe('DEVICE_FAILED');
    module._malloc = allocate;
    expect(await codeOf(() => session.evaluate({ theta }))).toBe('DEVICE_FAILED');
    const next = await backend.open(smallSystem());
    expect(core.engine().registry['wasm']).not.toBe(broken);
    expect((await next.evaluate({ theta })).value).toBe(14);
    session.dispose();
    next.dispose();
  });

  it('does not make Node crash on errors of the application', async () => {
    Reflect.deleteProperty(core.engine().registry, 'wasm');
    await tfjsFrom({ kinds: [wasm], importCore: async () => core }, {}).available();
    const listeners = [...process.listeners('uncaughtException'), ...process.listeners('unhandledRejection')];
    expect(listeners.filter((listener) => /throw (ex|reason)\b/.test(String(listener)))).toEqual([]);
  });
});

describe('a device that is lost', () => {
  beforeAll(async () => {
    await import('@tensorflow/tfjs-backend-cpu');
    core.copyRegisteredKernels('cpu', 'losable');
  });

  /** The cpu engine under another name, which can be lost, and answers only when told. */
  function losable() {
    let lose: (reason: string) => void = () => undefined;
    let lost = false;
    const later = new Promise<string>((resolve) => {
      lose = (reason) => {
        lost = true;
        resolve(reason);
      };
    });
    const name = 'losable';
    core.registerBackend(name, core.findBackendFactory('cpu'));
    const kind: EngineKind = {
      ...cpu,
      name,
      load: async () => undefined,
      loss: () => ({ now: () => lost, later }),
    };
    const backend = tfjsFrom({ kinds: [kind], importCore: async () => core }, {});
    return { backend, lose, forget: () => core.removeBackend(name) };
  }

  it('fails every call from then on, and dispose still works', async () => {
    const { backend, lose, forget } = losable();
    const before = core.memory().numTensors;
    const session = await backend.open(smallSystem());
    const factorization = await session.factor('qr');
    lose('the WebGL context was lost');
    for (const [, use] of work) expect(await codeOf(() => use(session))).toBe('DEVICE_FAILED');
    expect(await codeOf(() => factorization.solve(targets))).toBe('DEVICE_FAILED');
    session.dispose();
    expect(core.memory().numTensors).toBe(before);
    forget();
  });

  it('fails a call whose answer never comes', async () => {
    const { backend, lose, forget } = losable();
    const session = await backend.open(smallSystem());
    const instance = core.engine().registry['losable']!;
    instance.read = () => new Promise(() => undefined);
    const waiting = codeOf(() => session.evaluate({ theta }));
    lose('the WebGL context was lost');
    expect(await waiting).toBe('DEVICE_FAILED');
    session.dispose();
    forget();
  });

  it('fails a call that it answers with zeros', async () => {
    const { backend, lose, forget } = losable();
    const session = await backend.open(smallSystem());
    const instance = core.engine().registry['losable']!;
    instance.read = async () => {
      lose('the WebGL context was lost');
      return new Float32Array(3);
    };
    expect(await codeOf(() => session.evaluate({ theta }))).toBe('DEVICE_FAILED');
    session.dispose();
    forget();
  });
});
