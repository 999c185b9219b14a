import { existsSync, lstatSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A finished build is a folder with a manifest: what it was made from, and the size of each file. The folder gets its name
 * in one step when all is there, so that a build that was broken off is never found under it.
 */
const MANIFEST = 'manifest.json';

/**
 * @param {string} entry a folder of the cache
 * @param {string} source what the build must have been made from
 * @returns {boolean} whether the folder holds that build, whole
 */
export function isFinished(entry, source) {
  const path = join(entry, MANIFEST);
  if (!existsSync(path)) return false;
  /** @type {unknown} */
  const parsed = parse(readFileSync(path, 'utf8'));
  const manifest = /** @type {{ source?: string, sizes?: Record<string, number> } | null | undefined} */ (parsed);
  if (manifest?.source !== source || manifest.sizes === undefined) return false;
  const found = sizes(entry);
  return Object.entries(manifest.sizes).every(([file, size]) => found[file] === size);
}

/**
 * Makes a build the entry of the cache. An entry that is whole already stays: another process was faster.
 *
 * @param {string} product the folder of the build, on the same disk as the cache; it is moved
 * @param {string} entry the folder to become; what it held is replaced unless finished
 * @param {string} source what the build was made from
 */
export function publish(product, entry, source) {
  writeFileSync(join(product, MANIFEST), JSON.stringify({ source, sizes: sizes(product) }, undefined, 2));
  if (isFinished(entry, source)) return;
  rmSync(entry, { recursive: true, force: true });
  renameSync(product, entry);
}

/**
 * @param {string} folder
 * @returns {Record<string, number>} the bytes of each file under it, but the manifest
 */
function sizes(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => ({ file, stat: lstatSync(join(folder, file)) }))
    .filter(({ file, stat }) => stat.isFile() && file !== MANIFEST);
  return Object.fromEntries(files.map(({ file, stat }) => [file, stat.size]));
}

/**
 * @param {string} text
 * @returns {unknown} its value; undefined if it is not JSON
 */
function parse(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return undefined;
  }
}
