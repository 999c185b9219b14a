import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inputError } from '../command-error.js';
import { fileProblem } from './file-problem.js';

/**
 * Writes a file so that nobody ever sees half of it: to a new file beside it, which takes its place once it is on the
 * disk.
 *
 * @throws CommandError (exit code 3) when that is not possible; nothing is left behind then, nor after an exit on the way
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.wellposed-${randomUUID()}.tmp`);
  const remove = (): void => {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // A folder that has become forbidden keeps what is in it.
    }
  };
  process.once('exit', remove);
  try {
    await writeFile(temporary, content, { flag: 'wx', flush: true });
    await rename(temporary, path);
  } catch (error) {
    throw inputError(path, `cannot be written: ${fileProblem(error)}`);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
