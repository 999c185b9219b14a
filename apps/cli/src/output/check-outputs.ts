import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { inputError, usageError } from '../command-error.js';
import { fileProblem } from './file-problem.js';
import { quote } from './printable.js';

/**
 * Checks before any work that files can be written: their folders exist and are writable, and none of them is an input
 * or another output.
 *
 * @param outputs option and path of every output; an absent path is passed over
 * @throws CommandError, exit code 2 for a clash and 3 for a folder that cannot be written to
 */
export async function checkOutputs(
  outputs: readonly (readonly [option: string, path: string | undefined])[],
  inputs: readonly string[],
): Promise<void> {
  const taken = new Map<string, string>();
  for (const input of inputs) if (input !== '-') taken.set(await identity(input), `the input ${quote(input)}`);
  for (const [option, path] of outputs) {
    if (path === undefined) continue;
    if (path === '-') throw usageError(`${option} needs a file name: standard output is taken`);
    const key = await identity(path);
    const other = taken.get(key);
    if (other !== undefined) throw usageError(`${option} ${quote(path)} would overwrite ${other}`);
    taken.set(key, `the output of ${option}`);
    if (await isSpecial(path)) throw inputError(path, 'cannot be written: it exists and is not a regular file');
    try {
      await access(dirname(resolve(path)), constants.W_OK);
    } catch (error) {
      throw inputError(path, `cannot be written: ${fileProblem(error)}`);
    }
  }
}

/** The same for every path to the same file, through links too. */
async function identity(path: string): Promise<string> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return resolve(path);
  }
}

/** A folder, a device or a pipe: to put a file in its place would break something. */
async function isSpecial(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isFile();
  } catch {
    return false;
  }
}
