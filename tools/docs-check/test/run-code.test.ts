import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';
import { afterAll, expect, it } from 'vitest';
import { checkShellSyntax, runCode } from '../src/run-code.js';
import { scratchFolder } from '../src/scratch-folder.js';
import { typeErrors } from '../src/type-errors.js';

const folder = scratchFolder(workspaceRoot);
afterAll(folder.dispose);

it('runs ts as a module, without its types', async () => {
  const outcome = await runCode(
    'ts',
    `const a: number = await Promise.resolve(2);\nconsole.log(a);`,
    folder.path,
    'ts',
  );
  expect(outcome).toEqual({ exitCode: 0, stdout: '2\n', stderr: '' });
});

it('runs sh with prompts and pipes', async () => {
  const outcome = await runCode('sh', `$ echo one\n$ printf 'a\\nb\\n' |\n  wc -l`, folder.path, 'sh');
  expect(outcome).toEqual({ exitCode: 0, stdout: 'one\n2\n', stderr: '' });
});

it('imports the packages of the workspace', async () => {
  const code = `import { FitError } from '@wellposed/core';\nconsole.log(typeof FitError);`;
  expect(await runCode('js', code, folder.path, 'import')).toMatchObject({ exitCode: 0, stdout: 'function\n' });
});

it.each([
  ['ts', `throw new Error('no');`],
  ['ts', `import 'no-such-package';`],
  ['js', `process.exitCode = 3;`],
  ['sh', `false\ntrue`],
  ['sh', `false | cat`],
  ['sh', `npx no-such-command-of-wellposed`],
] as const)('reports the failure of %s %j', async (language, code) => {
  expect((await runCode(language, code, folder.path, 'failure')).exitCode).not.toBe(0);
});

it('writes into the scratch folder, not into the repository', async () => {
  await runCode('sh', 'echo > written-by-docs-check', folder.path, 'write');
  expect(existsSync(join(folder.path, 'written-by-docs-check'))).toBe(true);
  expect(existsSync(join(workspaceRoot, 'written-by-docs-check'))).toBe(false);
});

it('finds bash that cannot be parsed', async () => {
  expect((await checkShellSyntax('if true; then', folder.path)).exitCode).not.toBe(0);
  expect((await checkShellSyntax('$ npm ci && npm test', folder.path)).exitCode).toBe(0);
});

it('finds type errors, by snippet and line', () => {
  const snippets = [
    { label: 'good', code: `const a = 1;\nconsole.log(a);` },
    { label: 'bad', code: `const a = 1;\nconst b: string = a;\nconsole.log(b);` },
  ];
  expect(typeErrors(snippets, folder.path)).toEqual([expect.stringContaining('bad.mts, line 2')]);
});
