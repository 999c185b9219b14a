import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkConsumer, reasonOf } from './check-consumer.mjs';

/**
 * Packs every publishable package as `npm publish` would and asks publint and "are the types wrong?" about the tarball;
 * then uses the tarballs as a user would (`checkConsumer`).
 * Run it from the repository root after `npm run build`; it exits with 1 if anything is found.
 */
const run = promisify(execFile);
const bin = join(import.meta.dirname, '../../node_modules/.bin');

const folder = mkdtempSync(join(tmpdir(), 'wellposed-packages-'));
try {
  const failures = await checkAll(folder);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * @param {string} folder where to put the tarballs
 * @returns {Promise<string[]>} what the checks found
 */
async function checkAll(folder) {
  const packages = (await publishable()).map((name) => `--workspace=${name}`);
  const { stdout } = await run('npm', [
    'pack',
    ...packages,
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    folder,
  ]);
  /** @type {unknown} */
  const parsed = JSON.parse(stdout);
  const packed = /** @type {{ name: string, filename: string, files: { path: string }[] }[]} */ (parsed);
  const failures = [];
  for (const { name, filename, files } of packed) {
    const found = [...checkContents(files), ...(await checkTarball(join(folder, filename)))];
    console.log(`${found.length === 0 ? 'ok' : 'FAILED'}  ${name}`);
    failures.push(...found.map((failure) => `${name}: ${failure}`));
  }
  const tarballs = packed.map(({ name, filename }) => ({ name, tarball: join(folder, filename) }));
  return [...failures, ...(await checkConsumer(tarballs, join(folder, 'consumer')))];
}

/** @returns {Promise<string[]>} the names of the packages of the workspace that are not private */
async function publishable() {
  const { stdout } = await run('npm', ['query', '.workspace']);
  /** @type {unknown} */
  const parsed = JSON.parse(stdout);
  const packages = /** @type {{ name: string, private?: boolean }[]} */ (parsed);
  const names = packages.filter((each) => each.private !== true).map(({ name }) => name);
  if (names.length === 0) throw new Error('no package of the workspace can be published');
  return names;
}

/**
 * @param {{ path: string }[]} files the files in a tarball
 * @returns {string[]} files that must be there and are not, or the other way round
 */
function checkContents(files) {
  const paths = files.map(({ path }) => path);
  return [
    ...['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']
      .filter((path) => !paths.includes(path))
      .map((path) => `${path} is missing`),
    ...paths.filter((path) => /\.tsbuildinfo$|\.test\./.test(path)).map((path) => `${path} should not be published`),
  ];
}

/**
 * @param {string} tarball
 * @returns {Promise<string[]>} the reports of the tools that found something
 */
async function checkTarball(tarball) {
  const checks = [
    run(join(bin, 'publint'), ['run', tarball, '--strict']),
    run(join(bin, 'attw'), [tarball, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'ascii']),
  ];
  const results = await Promise.allSettled(checks);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [] : [reasonOf(result.reason)]));
}
