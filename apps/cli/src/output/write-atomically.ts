import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inputError } from '../command-error.js';
import { fileProblem } from './file-problem.js';

/**
 * Writes a file so that nobody ever sees half of it: to a new file beside it, which then takes its place.
 *
 * @throws CommandError (exit code 3) when that is not possible; nothing is left behind then
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.wellposed-${process.pid}-${Date.now()}.tmp`);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw inputError(path, `cannot be written: ${fileProblem(error)}`);
  }
}
