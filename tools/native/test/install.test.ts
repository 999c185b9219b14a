import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

/** Runs the command in a clone without `node_modules`, where no engine can be installed. */
function install(...args: string[]) {
  const root = temporaryFolder();
  cpSync(join(import.meta.dirname, '..'), join(root, 'tools/native'), { recursive: true });
  const env = { ...process.env, WELLPOSED_CACHE: join(root, 'cache') };
  const script = join(root, 'tools/native/install.mjs');
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
  return { status, engines: [...stdout.matchAll(/^(\S+): not installed: .+$/gm)].map(([, name]) => name) };
}

it.each([
  { args: [], status: 0, engines: ['tfjs-node', 'headless-gl'] },
  { args: ['headless-gl'], status: 0, engines: ['headless-gl'] },
  { args: ['--strict'], status: 1, engines: ['tfjs-node', 'headless-gl'] },
  { args: ['tfjs-node', '--strict'], status: 1, engines: ['tfjs-node'] },
  { args: ['no-such-engine'], status: 2, engines: [] },
])('says what is not there: $args', ({ args, ...expected }) => {
  expect(install(...args)).toEqual(expected);
});
