import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { installEngine } from '../install-engine.mjs';
import { Unavailable } from '../unavailable.mjs';
import { temporaryFolder } from './temporary-folder.js';

type Engine = Parameters<typeof installEngine>[0];
type Place = Parameters<typeof installEngine>[1];

const BINDING = 'lib/addon.cjs';
const host = { platform: 'linux-x64', glibc: true, nodeMajor: 20, abi: '115' };

/** An engine whose binding is a module of one line, built in no time. */
function engineOf(parts: Partial<Engine> = {}, binding = 'module.exports = 1') {
  const build = vi.fn<Engine['build']>(async ({ product }) => write(join(product, BINDING), binding));
  const tools = { commands: {}, packages: [] };
  const admit = () => undefined;
  const engine = { name: 'engine', package: '@scope/engine', version: '1.0.0', source: 'source 1', link: 'lib', tools };
  return { ...engine, binding: BINDING, admit, build, ...parts };
}

/** A clone of the workspace, with the npm package that lacks its native part. */
function clone(cache = join(temporaryFolder(), 'cache'), version = '1.0.0'): Place {
  const modules = join(temporaryFolder(), 'node_modules');
  write(join(modules, '@scope/engine/package.json'), JSON.stringify({ version }));
  return { modules, cache, host };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const binding = ({ modules }: Place): string => join(modules, '@scope/engine', BINDING);

/** Everything in the cache but logs. */
const entries = ({ cache }: Place): string[] => readdirSync(cache).filter((name) => !name.endsWith('.log'));

describe('builds once', () => {
  it('and finds that it has, in the same clone', async () => {
    const place = clone();
    const engine = engineOf();
    expect(await installEngine(engine, place)).toMatchObject({ installed: true });
    expect(readFileSync(binding(place), 'utf8')).toBe('module.exports = 1');
    expect(await installEngine(engine, place)).toMatchObject({ installed: true });
    expect(engine.build).toHaveBeenCalledTimes(1);
    expect(readdirSync(join(place.modules, '@scope/engine')).sort()).toEqual(['lib', 'package.json']);
    expect(entries(place)).toHaveLength(1);
  });

  it('for every clone on the machine', async () => {
    const first = clone();
    const second = clone(first.cache);
    const engine = engineOf();
    await installEngine(engine, first);
    await installEngine(engine, second);
    expect(engine.build).toHaveBeenCalledTimes(1);
    expect(realpathSync(binding(second))).toBe(realpathSync(binding(first)));
  });

  it.each([
    ['source', { source: 'source 2' }, host],
    ['Node', {}, { ...host, abi: '127' }],
    ['platform', {}, { ...host, platform: 'linux-arm64' }],
  ])('but again for another %s', async (_, parts, otherHost) => {
    const place = clone();
    await installEngine(engineOf(), place);
    const engine = engineOf(parts, 'module.exports = 2');
    await installEngine(engine, { ...place, host: otherHost });
    expect(engine.build).toHaveBeenCalledTimes(1);
    expect(readFileSync(binding(place), 'utf8')).toBe('module.exports = 2');
  });

  it('but again when the cache is gone, or damaged', async () => {
    const place = clone();
    const engine = engineOf();
    await installEngine(engine, place);
    rmSync(place.cache, { recursive: true });
    await installEngine(engine, place);
    writeFileSync(realpathSync(binding(place)), '');
    expect(await installEngine(engine, place)).toMatchObject({ installed: true });
    expect(engine.build).toHaveBeenCalledTimes(3);
    expect(readFileSync(binding(place), 'utf8')).toBe('module.exports = 1');
  });
});

describe('says why an engine is not there, and leaves no build behind', () => {
  it.each([
    ['the engine does not run here', engineOf({ admit: refuse }), 'refused (remedy)'],
    [
      'a tool is missing',
      engineOf({ tools: { commands: { 'no-such-tool': 'its-package' }, packages: [] } }),
      'its-package',
    ],
    ['the build fails', engineOf({ build: async () => refuse() }), 'refused (remedy)'],
    ['the disk is full', engineOf({ build: async () => fullDisk() }), 'ENOSPC'],
    ['the binding does not load', engineOf({}, 'throw new Error("undefined symbol")'), 'undefined symbol'],
  ])('when %s', async (_, engine, reason) => {
    // Nothing is found, so that nothing is installed either.
    vi.stubEnv('PATH', '');
    const place = clone();
    const outcome = await installEngine(engine, place);
    vi.unstubAllEnvs();
    expect(outcome.installed).toBe(false);
    expect(outcome.detail).toContain(reason);
    expect(existsSync(binding(place))).toBe(false);
    expect(existsSync(place.cache) ? entries(place) : []).toEqual([]);
  });

  it('when the npm package is not installed, or is another version', async () => {
    const place = clone(undefined, '2.0.0');
    expect((await installEngine(engineOf(), place)).detail).toContain('2.0.0');
    rmSync(place.modules, { recursive: true });
    expect((await installEngine(engineOf(), place)).detail).toContain('npm ci');
  });

  it('but not when the script itself is wrong', async () => {
    const build = async () => Promise.reject(new TypeError('a bug'));
    await expect(installEngine(engineOf({ build }), clone())).rejects.toThrow(TypeError);
  });
});

it("leaves the package's own build as it is", async () => {
  const place = clone();
  write(binding(place), 'own');
  const engine = engineOf();
  expect(await installEngine(engine, place)).toMatchObject({ installed: true });
  expect(engine.build).not.toHaveBeenCalled();
  expect(readFileSync(binding(place), 'utf8')).toBe('own');
});

it("replaces what the package's own build left when it failed", async () => {
  const place = clone();
  write(join(dirname(binding(place)), 'half-done.o'), '');
  expect(await installEngine(engineOf(), place)).toMatchObject({ installed: true });
  expect(readdirSync(dirname(binding(place)))).toEqual(['addon.cjs']);
});

function refuse(): never {
  throw new Unavailable('refused', 'remedy');
}

function fullDisk(): never {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
}
