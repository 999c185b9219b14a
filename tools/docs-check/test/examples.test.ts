import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';
import { afterAll, expect, it } from 'vitest';
import { runFile } from '../src/run-code.js';
import { scratchFolder } from '../src/scratch-folder.js';

/** Runs each numbered example; what it writes goes to a scratch folder. */
const examples = readdirSync(join(workspaceRoot, 'examples'))
  .filter((name) => /^\d{3}-.*\.(mjs|ts|sh)$/.test(name))
  .sort();
const folder = scratchFolder(workspaceRoot);
afterAll(folder.dispose);

it('finds examples', () => {
  expect(examples).not.toEqual([]);
});

it.each(examples)('examples/%s exits with 0', { timeout: 130_000 }, async (name) => {
  const { exitCode, stderr } = await runFile(join(workspaceRoot, 'examples', name), folder.path);
  expect(exitCode, stderr).toBe(0);
});
