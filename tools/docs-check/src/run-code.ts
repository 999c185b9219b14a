import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import ts from 'typescript';
import type { Language } from './code-block.js';

/** What came of running a piece of code. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MS = 120_000;

/**
 * Runs code in a process of its own: `ts` (types stripped) and `js` as an ES module, `sh` by bash, stopping at the first
 * command that fails; the prompt `$ ` before a command is dropped. Imports find the built packages, as a user's would.
 *
 * @param folder working folder, see {@link scratchFolder}
 * @param label name of the file that is written there; errors quote it
 */
export async function runCode(language: Language, code: string, folder: string, label: string): Promise<Outcome> {
  if (language === 'sh') return run('bash', ['-euo', 'pipefail', '-c', withoutPrompts(code)], folder);
  const file = join(folder, `${label}.mjs`);
  writeFileSync(file, language === 'ts' ? withoutTypes(code) : code);
  return run(process.execPath, ['--enable-source-maps', file], folder);
}

/**
 * Runs a script in a process of its own: `.mjs` by node, `.sh` by bash, `.ts` as {@link runCode} does.
 *
 * @param file absolute path of the script
 * @param folder working folder, see {@link scratchFolder}
 */
export async function runFile(file: string, folder: string): Promise<Outcome> {
  switch (extname(file)) {
    case '.mjs':
      return run(process.execPath, ['--enable-source-maps', file], folder);
    case '.sh':
      return run('bash', [file], folder);
    case '.ts':
      return runCode('ts', readFileSync(file, 'utf8'), folder, basename(file, '.ts'));
    default:
      throw new Error(`${file}: an example is an .mjs, .ts or .sh file`);
  }
}

/** Whether bash can parse the code, without running it. */
export async function checkShellSyntax(code: string, folder: string): Promise<Outcome> {
  return run('bash', ['-n', '-c', withoutPrompts(code)], folder);
}

function withoutPrompts(code: string): string {
  return code.replaceAll(/^\$ /gm, '');
}

function withoutTypes(code: string): string {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return ts.transpileModule(code, { compilerOptions: options }).outputText;
}

async function run(command: string, args: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env: environment(), timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      const failed = error !== null;
      const exitCode = failed ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ exitCode, stdout, stderr: failed && error.killed === true ? `${stderr}\ntimed out` : stderr });
    });
  });
}

/** Ours, without what `npm test` and vitest add; npx must find the command here and may not download one of that name. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|vitest|node_env|node_options)/i.test(name));
  return { ...Object.fromEntries(inherited), NO_COLOR: '1', npm_config_offline: 'true' };
}
