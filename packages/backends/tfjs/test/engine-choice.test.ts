import * as core from '@tensorflow/tfjs-core';
import { tfjs, tfjsEngines } from '@wellposed/backend-tfjs';
import { describe, expect, it } from 'vitest';
import type { EngineKind } from '../src/engine-kind.js';
import { cpu } from '../src/engines/cpu.js';
import { tensorflowFrom } from '../src/engines/tensorflow.js';
import { Obstacle } from '../src/obstacle.js';
import { tfjsFrom } from '../src/tfjs-from.js';
import type { TfjsOptions } from '../src/tfjs-from.js';
import { codeOf } from './support/code-of.js';
import { smallSystem } from './support/small-system.js';

/** An engine whose import ends as told. */
function kind(name: string, load: EngineKind['load'], more: Partial<EngineKind> = {}): EngineKind {
  return { name, hosts: ['node'], library: `@test/${name}`, load, device: () => 'nowhere', ...more };
}

const refuses = (reason: string, remedy: string) => async (): Promise<never> => {
  throw new Obstacle(reason, remedy);
};

function backendOf(kinds: readonly EngineKind[], options: TfjsOptions = {}) {
  return tfjsFrom({ kinds, importCore: async () => core }, options);
}

describe('the names', () => {
  it('are words, one backend for each, and tfjs for the automatic choice', () => {
    expect(tfjsEngines).toEqual(['tensorflow', 'webgpu', 'webgl', 'wasm', 'cpu']);
    expect([tfjs(), ...tfjsEngines.map((engine) => tfjs({ engine }))].map(({ name }) => name)).toEqual([
      'tfjs',
      'tfjs-tensorflow',
      'tfjs-webgpu',
      'tfjs-webgl',
      'tfjs-wasm',
      'tfjs-cpu',
    ]);
  });

  it('are checked before anything is done', async () => {
    expect(await codeOf(() => tfjs({ engine: 'abacus' }))).toBe('INVALID_OPTION');
  });
});

describe('the automatic choice', () => {
  it('is the first engine that runs, and notes why no faster one does', async () => {
    const backend = backendOf([kind('first', refuses('@test/first: native library not installed', 'build it')), cpu]);
    expect(await backend.available()).toEqual({
      ok: true,
      engine: `tfjs ${core.version_core} cpu`,
      device: 'cpu, plain JavaScript',
      note: '@test/first: native library not installed; using cpu',
    });
  });

  it('notes nothing when the first engine runs', async () => {
    expect(await backendOf([cpu]).available()).not.toHaveProperty('note');
  });

  it('leaves out engines of other hosts, without a word', async () => {
    let asked = 0;
    const elsewhere = kind('elsewhere', async () => asked++, { hosts: ['browser'] });
    expect(await backendOf([elsewhere, cpu]).available()).not.toHaveProperty('note');
    expect(asked).toBe(0);
  });

  it('tells every reason and every remedy when nothing runs', async () => {
    const backend = backendOf([kind('one', refuses('no one', 'get one')), kind('two', refuses('no two', 'get two'))]);
    expect(await backend.available()).toEqual({
      ok: false,
      engine: 'tfjs',
      reason: 'no one; no two',
      remedy: 'get one; get two',
    });
    expect(await codeOf(() => backend.open(smallSystem()))).toBe('BACKEND_UNAVAILABLE');
  });

  it('imports nothing before it is asked', async () => {
    let imports = 0;
    const backend = tfjsFrom({ kinds: [cpu], importCore: async () => (imports++, core) }, {});
    expect([backend.name, backend.tensors(), imports]).toEqual(['tfjs', 0, 0]);
    await backend.available();
    await backend.available();
    expect(imports).toBe(1);
  });

  it.each([
    ['an import that throws a string', async () => Promise.reject(new Error('ENOENT\n at somewhere'))],
    ['a package that registers nothing', async () => undefined],
  ])('says so, and never throws, for %s', async (_what, load) => {
    const answer = await backendOf([kind('broken', load)], { engine: 'broken' }).available();
    expect(answer).toMatchObject({ ok: false, engine: 'tfjs broken' });
    if (!answer.ok) expect(answer.reason).toMatch(/^@test\/broken/);
  });

  it('never throws when TensorFlow.js itself does not load', async () => {
    const backend = tfjsFrom({ kinds: [cpu], importCore: async () => Promise.reject(new Error('not there')) }, {});
    expect(await backend.available()).toMatchObject({ ok: false, reason: expect.stringContaining('not there') });
    expect(await codeOf(() => backend.open(smallSystem()))).toBe('BACKEND_UNAVAILABLE');
  });

  it('does not take an engine that computes in less than float32', async () => {
    const halves = {
      ...core,
      matMul: (() => core.tensor([[0]])) as typeof core.matMul,
    };
    const backend = tfjsFrom({ kinds: [cpu], importCore: async () => halves }, {});
    expect(await backend.available()).toMatchObject({ ok: false, reason: expect.stringContaining('float32') });
  });
});

describe('the native library', () => {
  const remedyOf = async (load: EngineKind['load']) => {
    const backend = backendOf([kind('native', load), cpu]);
    const answer = await backend.available();
    return answer.ok ? answer.note : 'not available';
  };
  const fails = (message: string) => () => Promise.reject(new Error(message));

  it.each([
    [
      "Cannot find package '@tensorflow/tfjs-node' imported from /somewhere",
      '@tensorflow/tfjs-node: not installed; using cpu',
    ],
    [
      'The Node.js native addon module (tfjs_binding.node) can not be found at path: /x. \nPlease run',
      '@tensorflow/tfjs-node: native library not installed; using cpu',
    ],
    [
      'libtensorflow.so.2: cannot open shared object file: No such file or directory',
      '@tensorflow/tfjs-node: native library does not load: libtensorflow.so.2: cannot open shared object file: No such file or directory; using cpu',
    ],
  ])('is missed by what the import says: %s', async (message, note) => {
    expect(await remedyOf(tensorflowFrom(fails(message), 20).load)).toBe(note);
  });

  it('is not even imported on Node 23 and above, nor outside of Node', async () => {
    const never = () => expect.unreachable('imported');
    expect(await remedyOf(tensorflowFrom(never, 23).load)).toMatch(/does not work on Node 23; using cpu$/);
    expect(await remedyOf(tensorflowFrom(never, undefined).load)).toMatch(/runs in Node only/);
  });

  it('is quiet while it loads, and leaves the environment as it was', async () => {
    const seen: (string | undefined)[] = [];
    const look = async () => seen.push(process.env['TF_CPP_MIN_LOG_LEVEL']);
    await tensorflowFrom(look, 20).load(core, {});
    process.env['TF_CPP_MIN_LOG_LEVEL'] = '0';
    await tensorflowFrom(look, 20).load(core, {});
    expect(process.env['TF_CPP_MIN_LOG_LEVEL']).toBe('0');
    delete process.env['TF_CPP_MIN_LOG_LEVEL'];
    await tensorflowFrom(look, 20).load(core, {});
    expect(process.env).not.toHaveProperty('TF_CPP_MIN_LOG_LEVEL');
    expect(seen).toEqual(['1', '0', '1']);
  });
});
