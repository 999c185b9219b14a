import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backendCatalogue } from '../src/backends/catalogue.js';
import { fileProblem } from '../src/output/file-problem.js';
import { backendsDocument } from '../src/schemas/backends-document.js';
import { fitDocument } from '../src/schemas/fit-document.js';
import { exampleData } from './example-data.js';
import { malformedInputs } from './malformed-inputs.js';
import { namesOfAvailable } from './names-of-available.js';
import type { Finished } from './run-binary.js';
import { binary, buildBinary, finish, passedOn } from './run-binary.js';

// The program as it is installed, in processes of its own: what a user's shell sees.

const available = await namesOfAvailable(backendCatalogue);

const folder = mkdtempSync(join(tmpdir(), 'wellposed-binary-'));

beforeAll(() => {
  buildBinary();
  chmodSync(folder, 0o755);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

function start(args: readonly string[], asNobody = false, env: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [binary, ...args], {
    cwd: folder,
    env: { ...passedOn, ...env },
    ...(asNobody && { uid: 65534, gid: 65534 }),
  });
}

describe('malformed input: exit code 3, nothing on stdout, one line on stderr that says where and what', () => {
  test.each(malformedInputs)('$name', async ({ name, make, line, says, extension = '.csv' }) => {
    const path = join(folder, `${name.replace(/\W+/g, '-')}${extension}`);
    // A file in the place of a folder: the path goes on below it.
    make(extension.includes('/') ? path.slice(0, path.lastIndexOf('/')) : path);
    // Root may read everything: the one case about permissions runs as nobody then.
    const asNobody = name === 'no permission' && process.getuid?.() === 0;
    if (asNobody && (await finish(start(['--version'], true))).code !== 0) {
      // Nobody may not even read the program, as in a checkout below /root: what is left is the wording.
      expect(fileProblem(Object.assign(new Error(), { code: 'EACCES' }))).toBe(says);
      return;
    }
    const { code, stdout, stderr } = await finish(start(['fit', path, '--x', 'x', '--y', 'y'], asNobody));
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^wellposed: [^\n]+\n$/);
    expect(stderr).toContain(line === undefined ? `${path}: ` : `${path}:${line}: `);
    expect(stderr).toContain(says);
    expect(code).toBe(3);
  });
});

const endless = [
  ...['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y', '--degree', '4', '--json'],
  ...['--optimizer', 'gradient-descent', '--lr', '1e-6', '--iterations', '1000000000000'],
];

/** Runs and presses Ctrl-C after a while; again with more patience when it came before the program was at work. */
async function interrupted(args: readonly string[], atWork: (outcome: Finished) => boolean): Promise<Finished> {
  let outcome: Finished | undefined;
  for (const patience of [1000, 4000, 16_000]) {
    const child = start(args);
    const timer = setTimeout(() => child.kill('SIGINT'), patience);
    outcome = await finish(child);
    clearTimeout(timer);
    if (atWork(outcome)) break;
  }
  if (outcome === undefined) throw new Error('never ran');
  return outcome;
}

describe('signals and pipes', () => {
  test('Ctrl-C ends a descent with the best so far: status aborted, exit code 130', async () => {
    const { code, stdout, stderr } = await interrupted(endless, (outcome) => outcome.stdout !== '');
    expect(code).toBe(130);
    expect(stderr).toBe('');
    const document = v.parse(fitDocument, JSON.parse(stdout));
    expect(document.status).toBe('aborted');
    expect(document.descent?.iterations).toBeGreaterThan(0);
    // Zeros, where it starts, have the loss Σ sin² = 3.295.
    expect(document.residualSumOfSquares).toBeLessThan(3.2);
  });

  test('Ctrl-C while input is awaited ends at once: exit code 130, no output', async () => {
    const outcome = await interrupted(['fit', '-', '--x', 'x', '--y', 'y'], ({ code }) => code !== null);
    expect(outcome).toEqual({ code: 130, stdout: '', stderr: '' });
  });

  test('a reader that goes away, as head does: no word, and an exit code that says that something is lost', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => i);
    writeFileSync(join(folder, 'many.csv'), `x\n${rows.join('\n')}\n`);
    const model = { basis: { name: 'monomial', variables: ['x'], degree: 1 }, intercept: true, theta: [0, 1] };
    const document = { schemaVersion: 1, status: 'converged', target: 'y', model };
    const child = start(['predict', '-', join(folder, 'many.csv')]);
    child.stdout.destroy();
    child.stdin.end(JSON.stringify(document));
    expect(await finish(child)).toEqual({ code: 3, stdout: '', stderr: '' });
  });

  test('without its build it says so in one line', async () => {
    const lonely = join(folder, 'wellposed.mjs');
    copyFileSync(binary, lonely);
    const { code, stderr } = await finish(spawn(process.execPath, [lonely], { cwd: folder }));
    expect(code).toBe(70);
    expect(stderr).toMatch(/^wellposed: cannot start: [^\n]+\n$/);
  });
});

describe('backends', () => {
  const norris = ['fit', exampleData('norris.csv'), '--x', 'x', '--y', 'y', '--json'];
  /** Of a process that its threads do not hold: they would hold it for ever. */
  const promptMilliseconds = 5000;

  test.each(available)('%s: nothing but the answer is printed, and then the process ends', async (backend) => {
    const child = start([...norris, '--backend', backend]);
    let answered = Infinity;
    child.stdout.on('data', (chunk) => {
      if (String(chunk).endsWith('}\n')) answered = performance.now();
    });
    const { code, stdout, stderr } = await finish(child);
    expect([code, stderr]).toEqual([0, '']);
    expect(v.parse(fitDocument, JSON.parse(stdout)).backend).toBe(backend);
    expect(performance.now() - answered).toBeLessThan(promptMilliseconds);
  });

  test('a thread that an engine leaves behind does not hold the process', async () => {
    const { code, stdout } = await finish(
      start(norris, false, { NODE_OPTIONS: '--import data:text/javascript,setInterval(Object,1000)' }),
    );
    expect(code).toBe(0);
    expect(v.parse(fitDocument, JSON.parse(stdout)).status).toBe('converged');
  });

  test('the list of them ends too', async () => {
    const { code, stdout, stderr } = await finish(start(['backends', '--json']));
    expect([code, stderr]).toEqual([0, '']);
    expect(v.parse(backendsDocument, JSON.parse(stdout)).filter((each) => each.available)).toHaveLength(
      available.length,
    );
  });

  test.each([[[]], [['--backend', 'reference']]])('%j loads no other backend and no engine', async (args) => {
    const coverage = mkdtempSync(join(folder, 'coverage-'));
    const { code } = await finish(start([...norris, ...args], false, { NODE_V8_COVERAGE: coverage }));
    expect(code).toBe(0);
    const loaded = readdirSync(coverage).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] };
      return result.map(({ url }) => url);
    });
    const backends = loaded.flatMap((url) => /\/packages\/backends\/([^/]+)\//.exec(url)?.[1] ?? []);
    expect(new Set(backends)).toEqual(new Set(['reference']));
    expect(loaded.filter((url) => /node_modules\/(@tensorflow|gpu\.js|gl|ml-matrix)\//.test(url))).toEqual([]);
  });
});

// Real output is parsed by the schemas in the other test files.
test('schemas/*.json are what the schemas say', async () => {
  const script = fileURLToPath(new URL('../scripts/generate-schemas.mjs', import.meta.url));
  const { code, stderr } = await finish(spawn(process.execPath, [script, '--check']));
  expect([code, stderr]).toEqual([0, '']);
});
