import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../src/command-error.js';
import { run } from '../src/run.js';
import { writeAtomically } from '../src/output/write-atomically.js';
import { exampleData } from './example-data.js';
import { buildBinary, inShell } from './run-binary.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-outputs-'));
beforeAll(buildBinary, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

const norris = `fit ${exampleData('norris.csv')} --x x --y y`;
const model = JSON.stringify({
  ...{ schemaVersion: 1, status: 'converged', target: 'y' },
  model: { basis: { name: 'monomial', variables: ['x'], degree: 1 }, intercept: true, theta: [0, 1] },
});
beforeAll(() => {
  writeFileSync(join(folder, 'model.json'), model);
  writeFileSync(join(folder, 'many.csv'), `x\n${Array.from({ length: 50_000 }, (_, i) => i).join('\n')}\n`);
});

const oneLine = /^wellposed: standard output cannot be written: [^\n]+\n$/;

describe.skipIf(!existsSync('/dev/full'))('a full disk: exit code 3 and one line', () => {
  test.each([
    ...[norris, `${norris} --json`, 'predict model.json many.csv', 'predict model.json many.csv --json'],
    ...['backends', 'demo', '--help'],
  ])('%s > /dev/full', async (args) => {
    const { code, stderr } = await inShell(`$W ${args} > /dev/full`, folder);
    expect([code, stderr]).toEqual([3, expect.stringMatching(oneLine)]);
    expect(stderr).toContain('no space left on the device');
  });

  test('the model is saved and the picture drawn all the same', async () => {
    const { code } = await inShell(`$W ${norris} --save kept.json --plot kept.svg > /dev/full`, folder);
    expect(code).toBe(3);
    expect(JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8'))).toMatchObject({ status: 'converged' });
    expect(readFileSync(join(folder, 'kept.svg'), 'utf8')).toContain('</svg>');
  });

  test('messages that nobody can read: the exit code says it alone', async () => {
    expect(await inShell('$W fit none.csv --x x --y y 2> /dev/full', folder)).toEqual({
      code: 3,
      stdout: '',
      stderr: '',
    });
    expect(await inShell('$W nothing 2> /dev/full', folder)).toEqual({ code: 2, stdout: '', stderr: '' });
    const { code, stdout } = await inShell(`$W ${norris} --save note.json 2> /dev/full`, folder);
    expect([code, stdout]).toEqual([3, expect.stringMatching(/^converged/)]);
  });
});

describe('a disk on which only the beginning fits', () => {
  // 8 blocks of 1024 bytes: the write that reaches the limit is cut short there, and only the next one fails.
  test('standard output: what fits is there, exit code 3 and one line', async () => {
    const { code, stderr } = await inShell('ulimit -f 8; $W predict model.json many.csv > some.csv', folder);
    expect([code, stderr]).toEqual([3, expect.stringMatching(oneLine)]);
    expect(statSync(join(folder, 'some.csv')).size).toBe(8192);
  });

  test('--save: the file is not there, nor a part of it, and the report is printed', async () => {
    const { code, stdout, stderr } = await inShell(`ulimit -f 1; $W ${norris} --save part.json`, folder);
    expect([code, stdout]).toEqual([3, expect.stringMatching(/^converged/)]);
    expect(stderr).toMatch(/^wellposed: part\.json: cannot be written: [^\n]+\n$/);
    expect(readdirSync(folder).filter((name) => /part|tmp/.test(name))).toEqual([]);
  });
});

test('a reader that goes away at once costs neither the model nor a stack trace', async () => {
  const line = `set -o pipefail; { $W ${norris} --json --save piped.json; echo "exit $?" >&2; } | true`;
  const { stderr } = await inShell(`${line}; sleep 0.1`, folder);
  expect(stderr).toMatch(/^wellposed: model written to piped\.json\nexit [03]\n$/);
  expect(existsSync(join(folder, 'piped.json'))).toBe(true);
});

describe('streams that fail, in this process', () => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(), { code })) }).on(
      'error',
      () => 0,
    );
  const outcome = async (code: string, args: readonly string[]) => {
    let stderr = '';
    const told = new Writable({
      write(chunk, _encoding, done) {
        stderr += String(chunk);
        done();
      },
    });
    const interrupt = { signal: { aborted: false }, stoppable: false };
    const stdin = (async function* nothing() {})();
    return [await run(args, { stdin, stdout: failing(code), stderr: told, env: {}, interrupt }), stderr];
  };

  test.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EBADF', 'EUNHEARDOF'])(
    '%s: exit code 3 and one line',
    async (code) => {
      expect(await outcome(code, ['--version'])).toEqual([3, expect.stringMatching(oneLine)]);
    },
  );

  test.each(['EPIPE', 'ERR_STREAM_DESTROYED'])('%s: exit code 3, and nobody to tell', async (code) => {
    expect(await outcome(code, ['backends', '--json'])).toEqual([3, '']);
  });
});

describe('writeAtomically', () => {
  test('replaces a file, and leaves nothing else behind', async () => {
    const inside = mkdtempSync(join(folder, 'inside-'));
    const path = join(inside, 'a.json');
    await writeAtomically(path, 'one');
    await writeAtomically(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(inside)).toEqual(['a.json']);
  });

  test('a folder in its place, one that has gone, a name that is too long: exit code 3, nothing left behind', async () => {
    const inside = mkdtempSync(join(folder, 'inside-'));
    const gone = mkdtempSync(join(folder, 'gone-'));
    rmdirSync(gone);
    const listeners = process.listenerCount('exit');
    for (const path of [inside, join(gone, 'a.json'), join(inside, 'n'.repeat(300))]) {
      await expect(writeAtomically(path, 'text')).rejects.toThrow(CommandError);
    }
    expect(readdirSync(inside)).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(process.listenerCount('exit')).toBe(listeners);
  });
});
