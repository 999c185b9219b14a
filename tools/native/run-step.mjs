import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Unavailable } from './unavailable.mjs';

/**
 * Runs a command of a build. What it prints goes to a log, which the reason of a failure quotes and names.
 *
 * @param {string} what the command does, for the reason of a failure
 * @param {readonly string[]} command the program and its arguments
 * @param {{ log: string, cwd?: string, env?: NodeJS.ProcessEnv }} options the log's path; the folder; variables beside ours
 * @throws {Unavailable} if the command cannot be run or fails
 */
export async function runStep(what, [program = '', ...args], { log, cwd, env }) {
  const output = openSync(log, 'a');
  try {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
    const closed = await once(child, 'close');
    if (closed[0] === 0) return;
  } catch (error) {
    throw new Unavailable(`${what}: ${String(error)}`, `is ${program} installed?`);
  } finally {
    closeSync(output);
  }
  throw new Unavailable(`${what} failed: ${complaint(readFileSync(log, 'utf8'))}`, `all of it is in ${log}`);
}

/**
 * @param {string} log
 * @returns {string} the line that most likely says what went wrong: the first that speaks of an error, else the last
 */
function complaint(log) {
  const lines = log
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.find((line) => /\berror\b/i.test(line)) ?? lines.at(-1) ?? 'it printed nothing';
}
