import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { installEngine } from './install-engine.mjs';
import { headlessGl } from './recipes/headless-gl.mjs';
import { tfjsNode } from './recipes/tfjs-node.mjs';
import { thisHost } from './this-host.mjs';

/**
 * Installs the native engines, or those named: `npm run native -- [--strict] [tfjs-node] [headless-gl]`. One line each on the
 * standard output says what came of it. One that cannot be had is no failure, unless `--strict` is given.
 */
const ENGINES = [tfjsNode, headlessGl];
const STRICT = '--strict';

const args = process.argv.slice(2);
const names = args.filter((arg) => arg !== STRICT);
const unknown = names.filter((name) => !ENGINES.some((engine) => engine.name === name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(' ')}; the engines are ${ENGINES.map(({ name }) => name).join(' and ')}`);
  process.exitCode = 2;
} else {
  const place = {
    modules: join(import.meta.dirname, '../../node_modules'),
    cache: resolve(process.env['WELLPOSED_CACHE'] ?? join(homedir(), '.cache/wellposed'), 'native'),
    host: thisHost(),
  };
  for (const engine of ENGINES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const { installed, detail } = await installEngine(engine, place);
    console.log(installed ? `${engine.name}: installed, ${detail}` : `${engine.name}: not installed: ${detail}`);
    if (!installed && args.includes(STRICT)) process.exitCode = 1;
  }
}
