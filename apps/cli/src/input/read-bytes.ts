import { createReadStream } from 'node:fs';
import { CommandError, inputError } from '../command-error.js';
import { fileProblem } from '../output/file-problem.js';

/** Anything larger belongs into a database: text takes several times its size once it is read. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Reads a file, a pipe, or standard input ('-'), to its end.
 *
 * @throws CommandError (exit code 3) when it cannot be read or holds more than `limit` bytes
 */
export async function readBytes(
  path: string,
  stdin: AsyncIterable<Uint8Array | string>,
  limit: number = mostBytes,
): Promise<Buffer> {
  const source = path === '-' ? 'standard input' : path;
  const stream = path === '-' ? stdin : createReadStream(path);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > limit) throw inputError(source, `is larger than ${limit / (1024 * 1024)} MiB`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof CommandError ? error : inputError(source, `cannot be read: ${fileProblem(error)}`);
  }
  return Buffer.concat(chunks);
}
