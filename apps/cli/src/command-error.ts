import type { ExitCode } from './exit-code.js';
import { exitCode } from './exit-code.js';

/** A mistake to tell the user about in one line, and the exit code that goes with it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** Whoever read an output has closed it, as `head` does: what is lost, nobody wants, and there is nobody to tell. */
export class ReaderGone extends CommandError {
  constructor(output: string) {
    super(exitCode.input, `the reader of ${output} has gone`);
  }
}

/** The command line is wrong. */
export function usageError(message: string): CommandError {
  return new CommandError(exitCode.usage, message);
}

/**
 * A file, or what is in it, is wrong.
 *
 * @param place `file`, or `file:line`
 */
export function inputError(place: string, message: string): CommandError {
  return new CommandError(exitCode.input, `${place}: ${message}`);
}
