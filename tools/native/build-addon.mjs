import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { runStep } from './run-step.mjs';
import { Unavailable } from './unavailable.mjs';

/**
 * Compiles an addon with the workspace's node-gyp.
 *
 * Node's headers are those that came with the Node that runs this, so that nothing is downloaded; a Node without them makes
 * node-gyp fetch them from nodejs.org.
 *
 * @param {string} folder where the addon's `binding.gyp` is
 * @param {{ modules: string, log: string, variables?: Readonly<Record<string, string>> }} options the workspace's
 *   `node_modules`; where to write what the compiler prints; values of gyp variables
 * @throws {Unavailable} if node-gyp is not installed, or the compiler refuses
 */
export async function buildAddon(folder, { modules, log, variables = {} }) {
  const prefix = dirname(dirname(process.execPath));
  const command = [
    process.execPath,
    nodeGyp(modules),
    'rebuild',
    ...(existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : []),
    `--jobs=${availableParallelism()}`,
    ...Object.entries(variables).map(([name, value]) => `--${name}=${value}`),
  ];
  // The addon is compiled away from node_modules, and asks for the headers of `nan` in there.
  await runStep('the compiler', command, { log, cwd: folder, env: { NODE_PATH: modules } });
}

/**
 * @param {string} modules
 * @returns {string} the path of node-gyp's command
 */
function nodeGyp(modules) {
  try {
    return createRequire(join(modules, 'any.js')).resolve('node-gyp/bin/node-gyp.js');
  } catch {
    throw new Unavailable('node-gyp is not in node_modules', 'npm ci');
  }
}
