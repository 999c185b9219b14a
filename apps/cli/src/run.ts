import { FitError } from '@wellposed/core';
import type { BackendPackage } from './backends/catalogue.js';
import { backendCatalogue } from './backends/catalogue.js';
import { CommandError, ReaderGone } from './command-error.js';
import { parseCommandLine } from './command-line.js';
import { exitCodeOf } from './exit-code-of.js';
import type { ExitCode } from './exit-code.js';
import { exitCode } from './exit-code.js';
import type { Io } from './io.js';
import { note, print } from './output/print.js';

/**
 * Runs one command line. Never throws: every failure ends as one line on stderr and an exit code.
 *
 * @param args without the name of the program
 * @param catalogue the backends to choose from
 */
export async function run(
  args: readonly string[],
  io: Io,
  catalogue: readonly BackendPackage[] = backendCatalogue,
): Promise<ExitCode> {
  try {
    const command = parseCommandLine(args, catalogue);
    if (typeof command === 'string') {
      await print(io, `${command}\n`);
      return exitCode.success;
    }
    return await command(io);
  } catch (error) {
    await report(error, io);
    return exitCodeOf(error);
  }
}

/** Says on one line what went wrong, where there is somebody to read it. */
async function report(error: unknown, io: Io): Promise<void> {
  if (error instanceof ReaderGone) return;
  const known = error instanceof CommandError || error instanceof FitError;
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  const debug = io.env['WELLPOSED_DEBUG'] ?? '';
  const stack = debug !== '' && error instanceof Error ? `\n${error.stack}` : '';
  const internal = `internal error: ${message} (this is a bug; WELLPOSED_DEBUG=1 shows where)`;
  try {
    await note(io, `${known ? message : internal}${stack}`);
  } catch {
    // The exit code has to say it alone.
  }
}
