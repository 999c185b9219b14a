import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isFinished, publish } from './cache-entry.mjs';
import { requireTools } from './require-tools.mjs';
import { runStep } from './run-step.mjs';
import { Unavailable } from './unavailable.mjs';

/**
 * How the native part of an npm package is made.
 *
 * @typedef {object} Engine
 * @property {string} name what people call it
 * @property {string} package the npm package that lacks its native part
 * @property {string} version the one version of it that this builds
 * @property {string} source what the build is made from; a cached build from something else is made anew
 * @property {string} link the folder of the package that the build provides
 * @property {string} binding the file in that folder that Node loads, from the package's folder
 * @property {import('./require-tools.mjs').Tools} tools what the build needs of the machine
 * @property {(host: import('./this-host.mjs').Host) => void} admit throws {@link Unavailable} where the engine cannot be had
 * @property {(site: Site) => Promise<void>} build makes the files of `binding` and what it loads, under `site.product`
 *
 * @typedef {object} Site
 * @property {string} packageFolder the npm package, to copy sources from; it is only read
 * @property {string} modules the workspace's `node_modules`
 * @property {string} work an empty folder for what is in between
 * @property {string} product an empty folder, laid out like the package
 * @property {string} log where to write what commands print
 * @property {(doing: string) => void} say tells the user what is going on
 *
 * @typedef {object} Place
 * @property {string} modules the workspace's `node_modules`
 * @property {string} cache the folder that keeps finished builds, for every clone on this machine
 * @property {import('./this-host.mjs').Host} host
 *
 * @typedef {object} Outcome
 * @property {boolean} installed
 * @property {string} detail where it came from, or why it is not there
 */

/**
 * Puts the native part of an npm package in place: from the cache, where a finished build is linked in an instant, or by
 * building it there first. An engine that cannot be had is an outcome, not an error.
 *
 * @param {Engine} engine
 * @param {Place} place
 * @returns {Promise<Outcome>}
 */
export async function installEngine(engine, { modules, cache, host }) {
  const entry = join(cache, `${engine.name}-${engine.version}-abi${host.abi}-${host.platform}`);
  const packageFolder = join(modules, engine.package);
  const link = join(packageFolder, engine.link);
  try {
    requirePackage(packageFolder, engine);
    if (isOwnBuild(link) && existsSync(join(packageFolder, engine.binding))) {
      return { installed: true, detail: "the package's own build, left as it is" };
    }
    engine.admit(host);
    const cached = isFinished(entry, engine.source);
    if (!cached) await buildInto(entry, engine, { modules, packageFolder });
    pointTo(join(entry, engine.link), link);
    return { installed: true, detail: cached ? 'from the cache' : 'built' };
  } catch (error) {
    if (!(error instanceof Unavailable || isSystemError(error))) throw error;
    return { installed: false, detail: error.message };
  }
}

/**
 * @param {string} entry the folder of the cache to make
 * @param {Engine} engine
 * @param {{ modules: string, packageFolder: string }} from
 */
async function buildInto(entry, engine, from) {
  const log = `${entry}.log`;
  mkdirSync(dirname(entry), { recursive: true });
  rmSync(log, { force: true });
  await requireTools(engine.tools, log);
  const scratch = mkdtempSync(join(dirname(entry), '.building-'));
  try {
    const [work, product] = [join(scratch, 'work'), join(scratch, 'product')];
    for (const folder of [work, product]) mkdirSync(folder);
    const say = (/** @type {string} */ doing) => void process.stderr.write(`${engine.name}: ${doing}\n`);
    await engine.build({ ...from, work, product, log, say });
    const load = [process.execPath, '--eval', 'require(process.argv[1])', join(product, engine.binding)];
    await runStep('loading what was built', load, { log });
    publish(product, entry, engine.source);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {Engine} engine
 */
function requirePackage(folder, engine) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) throw new Unavailable(`${engine.package} is not in node_modules`, 'npm ci');
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(manifest, 'utf8'));
  const { version } = /** @type {{ version: string }} */ (parsed);
  if (version === engine.version) return;
  throw new Unavailable(`${engine.package} is ${version}, not ${engine.version}`, 'npm ci, or update tools/native');
}

/**
 * @param {string} link
 * @returns {boolean} whether a folder is there that we did not put there
 */
function isOwnBuild(link) {
  return lstatSync(link, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * Makes the link, in one step, unless it is there. What is left in its place of a build that was broken off is replaced.
 *
 * @param {string} target
 * @param {string} link
 */
function pointTo(target, link) {
  if (existsSync(link) && realpathSync(link) === realpathSync(target)) return;
  if (isOwnBuild(link)) rmSync(link, { recursive: true });
  const made = mkdtempSync(join(dirname(link), `.${relative(dirname(link), link)}-`));
  try {
    symlinkSync(target, join(made, 'link'));
    renameSync(join(made, 'link'), link);
  } finally {
    rmSync(made, { recursive: true });
  }
}

/**
 * @param {unknown} error
 * @returns {error is Error} whether the system refused something, such as room on the disk
 */
function isSystemError(error) {
  return error instanceof Error && 'syscall' in error;
}
