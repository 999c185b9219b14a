import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as it is installed. */
export const binary = fileURLToPath(new URL('../bin/wellposed.js', import.meta.url));

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds it, for a hook that waits up to five minutes. */
export function buildBinary(): void {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--build', 'apps/cli'], { cwd: root });
}

const { PATH, DISPLAY, XAUTHORITY } = process.env;
/** The display, when there is one, is for engines that draw. */
export const passedOn = { PATH, DISPLAY, XAUTHORITY };

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a process printed until it ended. */
export async function finish(child: ChildProcess): Promise<Finished> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => stdout.push(String(chunk)));
  child.stderr?.on('data', (chunk) => stderr.push(String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** Runs a line of the shell, in which $W is the program. */
export function inShell(line: string, cwd: string): Promise<Finished> {
  const env = { ...passedOn, W: `${process.execPath} ${binary}` };
  return finish(spawn('bash', ['--norc', '-c', line], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}
