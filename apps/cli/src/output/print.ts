import { CommandError, ReaderGone } from '../command-error.js';
import { exitCode } from '../exit-code.js';
import type { Io, TextOutput } from '../io.js';
import { fileProblem } from './file-problem.js';
import { jsonText, printable } from './printable.js';

/**
 * Prints the answer of a command, to its end.
 *
 * @throws CommandError (exit code 3) when it did not get there: the disk is full, or the reader has gone
 */
export function print({ stdout }: Pick<Io, 'stdout'>, text: string): Promise<void> {
  return write(stdout, 'standard output', text);
}

/** Prints one JSON document. Numbers are the shortest text that reads as the same float64. @throws CommandError as `print` */
export function printJson(io: Pick<Io, 'stdout'>, document: unknown): Promise<void> {
  return print(io, jsonText(document));
}

/** Tells something beside the answer: one line on standard error. @throws CommandError as `print` */
export function note({ stderr }: Pick<Io, 'stderr'>, message: string): Promise<void> {
  return write(stderr, 'standard error', `wellposed: ${printable(message)}\n`);
}

function write(stream: TextOutput, name: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(failure(name, error)) : resolve()));
  });
}

function failure(name: string, error: NodeJS.ErrnoException): CommandError {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return new ReaderGone(name);
  return new CommandError(exitCode.input, `${name} cannot be written: ${fileProblem(error)}`);
}
