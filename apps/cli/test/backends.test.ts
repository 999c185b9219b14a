import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { roundedToFloat32 } from '@wellposed/conformance';
import type { Backend, Session } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import type { BackendPackage } from '../src/backends/catalogue.js';
import { backendCatalogue } from '../src/backends/catalogue.js';
import { probeBackends } from '../src/backends/probe-backends.js';
import { backendsDocument } from '../src/schemas/backends-document.js';
import { fitDocument, fitsDocument } from '../src/schemas/fit-document.js';
import { exampleData } from './example-data.js';
import { packageOf } from './package-of.js';
import { runInProcess } from './run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-backends-'));
afterAll(() => rmSync(folder, { recursive: true }));
const sine = ['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y'];

/** As Node says it. */
const notFound = Object.assign(
  new Error("Cannot find package '@wellposed/backend-absent' imported from /x/catalogue.js"),
  {
    code: 'ERR_MODULE_NOT_FOUND',
  },
);
const absent: BackendPackage = { ...packageOf('absent'), load: () => Promise.reject(notFound) };
const broken: BackendPackage = {
  ...packageOf('broken'),
  load: () => Promise.reject(new Error('bad magic number\nand much more')),
};
const asleep: Backend = {
  ...reference,
  name: 'asleep',
  available: () => ({ ok: false, engine: 'gpu', reason: 'there is no GPU', remedy: 'buy one' }),
};
const noted: Backend = {
  ...reference,
  name: 'noted',
  available: () => ({ ok: true, engine: 'slow', device: 'cpu', note: 'fast: not installed; using slow' }),
};
const float32: Backend = { ...roundedToFloat32(reference), name: 'single' };
const unavailable = [absent, broken, packageOf('asleep', asleep)];
const mixed = [...unavailable, packageOf('noted', noted), packageOf('reference', reference)];

describe('wellposed backends', () => {
  test('as JSON that its schema describes: every backend of every package', async () => {
    const { code, stdout, stderr } = await runInProcess(['backends', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const documents = v.parse(backendsDocument, JSON.parse(stdout));
    const backends = (await Promise.all(backendCatalogue.map((entry) => entry.load()))).flat();
    expect(documents.map(({ name, precision }) => [name, precision])).toEqual(
      backends.map(({ name, supports }) => [name, supports.precision]),
    );
    for (const { available, device, reason, remedy } of documents) {
      expect([device !== null, remedy === null]).toEqual([available, available]);
      if (!available) expect(reason).not.toBeNull();
    }
    expect(documents).toContainEqual(expect.objectContaining({ name: 'reference', available: true }));
  });

  test('names of a package begin with its own: --backend finds them without loading the others', async () => {
    for (const entry of backendCatalogue) {
      const [first, ...others] = (await entry.load()).map(({ name }) => name);
      expect(first).toBe(entry.name);
      expect(others.filter((name) => !name.startsWith(`${entry.name}-`))).toEqual([]);
    }
  });

  test('what cannot run comes with the reason and the remedy; what runs, with what is worth knowing', async () => {
    const { code, stdout } = await runInProcess(['backends', '--json'], { catalogue: mixed });
    expect(code).toBe(0);
    const documents = v.parse(backendsDocument, JSON.parse(stdout));
    expect(documents.map(({ name, available, reason, remedy }) => [name, available, reason, remedy])).toEqual([
      ['absent', false, '@wellposed/backend-absent is not installed', 'npm install @wellposed/backend-absent'],
      ['broken', false, 'bad magic number', expect.stringContaining('@wellposed/backend-broken')],
      ['asleep', false, 'there is no GPU', 'buy one'],
      ['noted', true, 'fast: not installed; using slow', null],
      ['reference', true, null, null],
    ]);
  });

  test('as a table that fits into 80 columns, whatever engines call themselves', async () => {
    const wordy: Backend = {
      ...reference,
      name: 'reference-with-a-name',
      available: () => ({
        ok: false,
        engine: 'an engine whose name would fill the line by itself, were it not for',
        reason: 'the reason is longer than a line has room for, so that it has to go on in the next one',
        remedy: 'and what to do about it: read on, because that is longer than eighty characters as well',
      }),
    };
    const catalogue = [...mixed, packageOf('reference', wordy)];
    const { stdout } = await runInProcess(['backends'], { catalogue });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines[0]).toBe('backend                available  precision  engine and device');
    expect(stdout).toContain(
      '\nnoted                  yes        f64        slow on cpu\n    fast: not installed; using slow\n',
    );
    expect(stdout).toContain(
      '\nasleep                 no         f64        gpu\n    there is no GPU\n    → buy one\n',
    );
    expect(stdout).toContain('\nabsent                 no         –          absent\n');
    expect(stdout.replace(/\s+/g, ' ')).toContain('so that it has to go on in the next one → and what to do about it');
  });

  test('on a terminal in colours, with the same words', async () => {
    const { stdout } = await runInProcess(['backends'], { catalogue: mixed, terminal: true });
    const plain = await runInProcess(['backends'], { catalogue: mixed });
    expect(stdout).not.toBe(plain.stdout);
    expect(stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  });

  test('what an engine calls itself cannot move the cursor', async () => {
    const rude: Backend = {
      ...reference,
      available: () => ({ ok: true, engine: 'evil\u001b[2J', device: 'cpu\u0007', note: '\u001b]0;' }),
    };
    const { stdout } = await runInProcess(['backends'], { catalogue: [packageOf('reference', rude)] });
    expect(stdout).not.toMatch(/[\u0007\u001b]/);
  });
});

describe('--backend NAME', () => {
  test('the document says what it ran on, and of no choice', async () => {
    const catalogue = [packageOf('noted', noted)];
    const { code, stdout } = await runInProcess([...sine, '--json', '--backend', 'noted'], { catalogue });
    expect(code).toBe(0);
    expect(v.parse(fitDocument, JSON.parse(stdout))).toMatchObject({
      backend: 'noted',
      engine: 'slow',
      backendChoice: null,
    });
    const { stdout: text } = await runInProcess([...sine, '--backend', 'noted'], { catalogue });
    expect(text).toMatch(/\nBackend: noted \(slow\)\n$/);
  });

  test('loads its own package and no other', async () => {
    const loaded: string[] = [];
    const catalogue = [packageOf('reference', reference), packageOf('ml-matrix', mlMatrix), packageOf('a', asleep)].map(
      (entry) => ({
        ...entry,
        load: () => {
          loaded.push(entry.name);
          return entry.load();
        },
      }),
    );
    await runInProcess([...sine, '--backend', 'ml-matrix'], { catalogue });
    expect(new Set(loaded)).toEqual(new Set(['ml-matrix']));
    loaded.length = 0;
    await runInProcess(sine, { catalogue });
    expect(new Set(loaded)).toEqual(new Set(['reference']));
  });

  test.each([
    ['refernce', 'did you mean reference?'],
    ['Noted', 'did you mean noted?'],
    ['reference-slow', 'there is auto, absent, broken, asleep, noted, reference'],
    ['autos', 'did you mean auto?'],
    ['abacus', 'there is auto, absent, broken, asleep, noted, reference'],
  ])('%s: exit code 2, with the name that was meant', async (name, says) => {
    const { code, stdout, stderr } = await runInProcess([...sine, '--backend', name], { catalogue: mixed });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^wellposed: [^\n]*\n$/);
    expect(stderr).toContain(says);
  });

  test.each([
    ['asleep', 'there is no GPU; buy one'],
    ['absent', '@wellposed/backend-absent is not installed; npm install @wellposed/backend-absent'],
    ['absent-engine', '@wellposed/backend-absent is not installed'],
  ])('%s cannot run here: exit code 4, with the reason and the remedy', async (name, says) => {
    const model = join(folder, `${name}.json`);
    const args = [...sine, '--backend', name, '--save', model];
    const { code, stdout, stderr } = await runInProcess(args, { catalogue: mixed });
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^wellposed: [^\n]*\n$/);
    expect(stderr).toContain(says);
    expect(existsSync(model)).toBe(false);
  });

  test('is looked up before the file is opened', async () => {
    const args = ['fit', join(folder, 'none.csv'), '--x', 'x', '--y', 'y', '--backend'];
    expect((await runInProcess([...args, 'asleep'], { catalogue: mixed })).code).toBe(4);
    expect((await runInProcess([...args, 'abacus'], { catalogue: mixed })).code).toBe(2);
  });

  test('a solver or a loss that it lacks: exit code 2', async () => {
    const plain: Backend = {
      ...reference,
      name: 'plain',
      supports: { ...reference.supports, solvers: ['qr'], generalLosses: false },
    };
    const catalogue = [packageOf('plain', plain)];
    for (const backend of ['plain', 'auto']) {
      const of = (...more: string[]) => runInProcess([...sine, '--backend', backend, ...more], { catalogue });
      const svd = await of('--solver', 'svd');
      expect([svd.code, svd.stderr]).toEqual([2, 'wellposed: backend plain has no solver svd; it has qr\n']);
      const huber = await of('--loss', 'huber:1', '--optimizer', 'gradient-descent');
      expect([huber.code, huber.stdout]).toEqual([2, '']);
    }
  });
});

describe('--backend auto', () => {
  const choiceOf = async (args: readonly string[], catalogue: readonly BackendPackage[]) => {
    const { stdout } = await runInProcess([...sine, ...args, '--json'], { catalogue });
    return v.parse(fitDocument, JSON.parse(stdout));
  };

  test('takes the first of float64 that can run, and says why', async () => {
    const catalogue = [packageOf('single', float32), ...mixed];
    for (const args of [[], ['--precision', 'double'], ['--optimizer', 'heavy-ball']]) {
      const { backend, backendChoice } = await choiceOf(args, catalogue);
      expect(backend).toBe('noted');
      expect(backendChoice).toEqual({ requested: 'auto', reason: expect.stringMatching(/float64/) });
    }
    const { stdout: text } = await runInProcess(sine, { catalogue });
    expect(text).toMatch(/\nBackend: noted \(slow\); chosen because [^\n]*\n(?: {2}[^\n]*\n)*$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(88);
  });

  test('takes float32 when there is nothing else, and says so', async () => {
    const { backend, backendChoice, certificate } = await choiceOf([], [absent, packageOf('single', float32)]);
    expect([backend, certificate?.unitRoundoff]).toEqual(['single', 2 ** -24]);
    expect(backendChoice?.reason).toMatch(/no backend of float64/);
  });

  test('nothing can run: exit code 4, with all the reasons', async () => {
    const { code, stdout, stderr } = await runInProcess(sine, { catalogue: unavailable });
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^wellposed: [^\n]*not installed[^\n]*bad magic number[^\n]*there is no GPU[^\n]*\n$/);
  });

  test('several columns of y share one choice', async () => {
    const args = ['fit', exampleData('longley.csv'), '--x', 'x1', '--y', 'y,x2'];
    const { stdout } = await runInProcess([...args, '--json']);
    const { fits } = v.parse(fitsDocument, JSON.parse(stdout));
    expect(fits.map(({ backendChoice }) => backendChoice?.requested)).toEqual(['auto', 'auto']);
    const { stdout: text } = await runInProcess(args);
    expect(text.match(/\nBackend: /g)).toHaveLength(1);
  });

  test('a saved model keeps it and predicts', async () => {
    const model = join(folder, 'model.json');
    expect((await runInProcess([...sine, '--save', model])).code).toBe(0);
    expect((await runInProcess(['predict', model, exampleData('sine-6.csv')])).code).toBe(0);
  });
});

const everywhere = (
  await Promise.all([...backendCatalogue, packageOf('single', float32)].map((entry) => probeBackends(entry)))
).flat();

describe('a descent on float32', () => {
  const args = [...sine, '--degree', '4', '--optimizer', 'gradient-descent', '--lr'];
  const catalogue = [...backendCatalogue, packageOf('single', float32)];

  test.each(everywhere.filter(({ ok, supports }) => ok && supports?.precision === 'f32'))(
    '$name: a learning rate keeps to the basis asked for, which is said; converged it is refined',
    async ({ name }) => {
      const on = (...more: string[]) => runInProcess([...args, ...more, '--backend', name], { catalogue });
      const cut = await on('1e-6', '--iterations', '100', '--json');
      expect(cut.code).toBe(1);
      const { status, warnings } = v.parse(fitDocument, JSON.parse(cut.stdout));
      expect(status).toBe('max-iterations');
      expect(warnings).toContainEqual(expect.stringMatching(/float32.*basis 'monomial'.*learning rate/));
      expect(warnings).toContainEqual(expect.stringMatching(/not refined/));

      expect((await on('1e-6', '--iterations', '1')).stdout).toMatch(
        /\nnote: descent in float32 ran in basis 'monomial'/,
      );

      // The bound on the rate is that of float64.
      const over = await on('2e-6');
      expect(over.code).toBe(1);
      expect(over.stdout).toMatch(/The learning rate 0\.000002 is 1\.\d+ times the largest\s+stable one/);

      // The rate that the spectrum gives fits the basis of the closed forms: nothing is left to say.
      const { code, stdout } = await on('auto');
      expect(code).toBe(0);
      expect(stdout).toMatch(/\(refinement, \d+ steps?\)/);
      expect(stdout).not.toContain('note: ');
    },
  );
});

describe('a device that fails while it works', () => {
  const lost = (): never => {
    throw new FitError('DEVICE_FAILED', 'WebGL: the context was lost');
  };
  const failing = (name: string, fail: Partial<Session>): BackendPackage =>
    packageOf(name, {
      ...reference,
      name,
      open: (system) => ({ ...reference.open(system), pausing: undefined, ...fail }),
    });

  test.each([
    ['as it opens', packageOf('gpu', { ...reference, name: 'gpu', open: lost }), []],
    ['as it factorises', failing('gpu', { factor: lost }), []],
    ['as it descends', failing('gpu', { evaluate: lost }), ['--optimizer', 'gradient-descent', '--lr', '1e-3']],
    ['as degrees are tried', failing('gpu', { factor: lost }), ['--select-degree', 'loo']],
  ])('%s: exit code 4, what to do, and nothing written', async (name, gpu, args) => {
    const outputs = [join(folder, `${name}.json`), join(folder, `${name}.svg`)];
    const catalogue = [packageOf('reference', reference), gpu];
    const { code, stdout, stderr } = await runInProcess(
      [...sine, ...args, '--backend', 'gpu', '--save', outputs[0] ?? '', '--plot', outputs[1] ?? ''],
      { catalogue },
    );
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^wellposed: backend gpu [^\n]*context was lost[^\n]*--backend reference\n$/);
    expect(outputs.filter((path) => existsSync(path))).toEqual([]);
  });
});
