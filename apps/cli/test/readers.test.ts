import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { exampleData } from './example-data.js';
import type { Outcome } from './run-in-process.js';
import { runInProcess } from './run-in-process.js';

/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; its title prints both. */
const runs = Number(process.env['WELLPOSED_RUNS'] ?? 200);
const seed = Number(process.env['WELLPOSED_SEED'] ?? 20_261_130);

const folder = mkdtempSync(join(tmpdir(), 'wellposed-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const saved = join(folder, 'saved.json');
await runInProcess(['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y', '--degree', '2', '--save', saved]);
const { stdout: savedText } = await runInProcess(['fit', exampleData('norris.csv'), '--x', 'x', '--y', 'y', '--json']);

const whole = [
  'x,y\n1,2\n2,3.5\n3,5\n4,9\n',
  'x\ty\r\n1\t2\r\n2\t3\r\n4\t4\r\n',
  '"x","y","note"\r1,2,"a ""b"""\r2,3,"c\nd"\r',
  '{"x":1,"y":2}\n{"x":2,"y":3.5,"z":[1,{"a":null}]}\n{"y":1e3,"x":-1e-3}\n',
  '[{"x":1,"y":2},\n{"x":2,"y":3}]',
  '{"x":[1,2,3],\n"y":[2,4,9007199254740993]}',
  savedText,
];
const pieces = [
  ...[
    '\0',
    '\r',
    '\n',
    '\r\n',
    '\ufeff',
    '"',
    '""',
    ',',
    '\t',
    ';',
    '{',
    '}',
    '[',
    ']',
    ':',
    '\\',
    '\\u202e',
    '\u202e',
  ],
  ...[
    'NaN',
    '-Infinity',
    'null',
    '__proto__',
    '"__proto__":1',
    '"x":1,',
    '1e999',
    '1e-999',
    '0x1',
    '1,5',
    '-',
    '\u009b',
  ],
  ...['9'.repeat(400), `1.${'7'.repeat(300)}e-310`, '['.repeat(5000), '{"x":'.repeat(5000), 'y'.repeat(1_100_000)],
].map((piece) => Buffer.from(piece));
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const mutated = fc
  .tuple(
    fc.constantFrom(...whole),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...pieces)), { maxLength: 3 }),
  )
  .map(([text, changes]) =>
    changes.reduce((buffer, [where, piece]) => {
      const at = Math.floor(where * buffer.length);
      return Buffer.concat([buffer.subarray(0, at), piece, buffer.subarray(at)]);
    }, Buffer.from(text)),
  );
const truncated = fc
  .tuple(fc.constantFrom(...whole), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, share]) => Buffer.from(text).subarray(0, Math.floor(share * text.length)));
const encoded = fc
  .tuple(fc.constantFrom(...whole), fc.constantFrom<BufferEncoding>('utf16le', 'latin1'), fc.boolean())
  .map(([text, encoding, marked]) => Buffer.from(`${marked ? '\ufeff' : ''}é${text}`, encoding));
const file = fc.oneof(bytes, { weight: 5, arbitrary: mutated }, truncated, encoded);
const extension = fc.constantFrom('.csv', '.tsv', '.jsonl', '.json', '.txt', '');

/** A saved model in which one value is another. */
const model = fc
  .tuple(
    fc.nat(40),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(0, -1, 1e308, 5e-324, 2 ** 53, 1e6, '', 'x')),
  )
  .map(([index, value]) => {
    let seen = -1;
    return Buffer.from(
      JSON.stringify(JSON.parse(savedText), (key, old: unknown) => {
        if (key === 'fitted' || key === 'residuals') return [];
        seen += 1;
        return seen === index && key !== '' ? value : old;
      }),
    );
  });

/** Exit code 0 to 3; a document without a number that is none, or one line that names the file. */
function check({ code, stdout, stderr }: Outcome, path: string): void {
  expect([0, 1, 2, 3]).toContain(code);
  expect(stdout).not.toMatch(/NaN|Infinity/);
  if (code === 3) expect(stdout).toBe('');
  if (stdout === '') {
    expect(stderr).toMatch(/^wellposed: [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u);
    expect(stderr).not.toContain('internal error');
    expect(stderr).toContain(path);
    expect(stderr.length).toBeLessThan(1000);
  } else {
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
  }
}

describe(`any bytes in a file end in a document, or in one line that names the file: ${runs} runs, seed ${seed}`, () => {
  let count = 0;
  const write = (content: Uint8Array, suffix: string): string => {
    const path = join(folder, `file-${(count += 1)}${suffix}`);
    writeFileSync(path, content);
    return path;
  };

  test('as data of a fit', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(file, extension, async (content, suffix) => {
        const path = write(content, suffix);
        check(await runInProcess(['fit', path, '--x', 'x', '--y', 'y', '--json']), path);
        rmSync(path);
      }),
      { seed, numRuns: Math.ceil(runs / 2) },
    );
  });

  test('as data of a prediction, and without --x and --y', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(file, extension, async (content, suffix) => {
        const path = write(content, suffix);
        check(await runInProcess(['predict', saved, path, '--json']), path);
        check(await runInProcess(['fit', path]), path);
        rmSync(path);
      }),
      { seed, numRuns: Math.ceil(runs / 4) },
    );
  });

  test('as a model', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(file, { weight: 2, arbitrary: model }), async (content) => {
        const path = write(content, '.json');
        check(await runInProcess(['predict', path, '-', '--json'], { stdin: 'x\n1\n250\n' }), path);
        rmSync(path);
      }),
      { seed, numRuns: Math.ceil(runs / 2) },
    );
  });

  test('what they are made of is read', async () => {
    const codes = await Promise.all(
      whole.map(async (text) => {
        const path = write(Buffer.from(text), '');
        return (await runInProcess(['fit', path, '--x', 'x', '--y', 'y', '--json'])).code;
      }),
    );
    // The last one is a model.
    expect(codes).toEqual([0, 0, 0, 0, 0, 0, 3]);
  });
});
