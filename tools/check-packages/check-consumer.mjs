import { execFile } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/*
 * The packed packages as a user has them: installed from their tarballs, without optional dependencies, and used by the
 * compiler without skipLibCheck, by Vite and on the command line.
 */
const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Optional dependencies of the command, or for those who write backends, with engines that take minutes to install. */
const leftOut = new Set(['@wellposed/backend-gpu-js', '@wellposed/backend-tfjs', '@wellposed/conformance']);

const page = `import { fitFigure } from '@wellposed/plot';
import { polyfit } from 'wellposed';
const x = Float64Array.of(1, 2, 3, 4);
const y = Float64Array.of(1, 3, 2, 5);
const { solution } = polyfit(x, y, { degree: 1 });
document.body.innerHTML = fitFigure({ title: 'A line', yName: 'y', y, fitted: solution.fitted });
`;

/**
 * @param {{ name: string, tarball: string }[]} packed
 * @param {string} folder an empty one, which is left to the caller
 * @returns {Promise<string[]>} what a consumer could not do
 */
export async function checkConsumer(packed, folder) {
  const installed = packed.filter(({ name }) => !leftOut.has(name));
  write(folder, 'package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const tarballs = installed.map(({ tarball }) => tarball);
  const npm = ['install', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs];
  await run('npm', npm, { cwd: folder });
  const checks = {
    'types without skipLibCheck': () => checkTypes(installed, folder),
    'vite build': () => checkVite(folder),
    'wellposed demo': () => command(folder, ['demo']),
    'wellposed fit --plot x.svg': () => checkSvg(folder),
    'wellposed fit --plot x.png': () => checkPng(folder),
  };
  const failures = [];
  for (const [what, check] of Object.entries(checks)) {
    const failure = await check().then(() => undefined, reasonOf);
    console.log(`${failure === undefined ? 'ok' : 'FAILED'}  ${what}`);
    if (failure !== undefined) failures.push(`${what}: ${failure}`);
  }
  return failures;
}

/**
 * @param {{ name: string }[]} installed
 * @param {string} folder
 */
async function checkTypes(installed, folder) {
  write(folder, 'use.ts', installed.map(({ name }, i) => `export * as p${i} from '${name}';\n`).join(''));
  // The command is a program for Node.js.
  const typeRoots = [join(root, 'node_modules/@types')];
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots,
  };
  write(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  await run(join(root, 'node_modules/.bin/tsc'), ['--project', '.', '--skipLibCheck', 'false'], { cwd: folder });
}

/** @param {string} folder */
async function checkVite(folder) {
  write(folder, 'page.js', page);
  write(folder, 'index.html', '<!doctype html><script type="module" src="/page.js"></script>');
  await run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: folder });
}

/** @param {string} folder */
async function checkSvg(folder) {
  await fitTo(folder, 'x.svg');
  if (statSync(join(folder, 'x.svg')).size === 0) throw new Error('x.svg is empty');
}

/** @param {string} folder */
async function checkPng(folder) {
  const said = await fitTo(folder, 'x.png').then(() => 'no error', reasonOf);
  if (!said.includes('PNG needs @resvg/resvg-js')) throw new Error(`it does not say what is missing, but: ${said}`);
}

/**
 * @param {string} folder
 * @param {string} picture
 */
async function fitTo(folder, picture) {
  write(folder, 'data.csv', 'x,y\n1,2\n2,4.1\n3,5.8\n4,8.3\n');
  await command(folder, ['fit', 'data.csv', '--x', 'x', '--y', 'y', '--plot', picture]);
}

/**
 * @param {string} folder
 * @param {string[]} words
 */
async function command(folder, words) {
  await run(join(folder, 'node_modules/.bin/wellposed'), words, { cwd: folder });
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
function write(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

/**
 * @param {unknown} error of execFile: what the command printed is on it
 * @returns {string}
 */
export function reasonOf(error) {
  const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
  return `${stdout}\n${stderr}`.trim() || String(error);
}
