import { FitError } from '@wellposed/core';
import type { BackendPackage } from './backends/catalogue.js';
import { backendCatalogue } from './backends/catalogue.js';
import { CommandError } from './command-error.js';
import { parseCommandLine } from './command-line.js';
import { exitCodeOf } from './exit-code-of.js';
import type { ExitCode } from './exit-code.js';
import { exitCode } from './exit-code.js';
import type { Io } from './io.js';
import { printable } from './output/printable.js';

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
      io.stdout.write(`${command}\n`);
      return exitCode.success;
    }
    return await command(io);
  } catch (error) {
    return report(error, io);
  }
}

function report(error: unknown, { stderr, env }: Io): ExitCode {
  const known = error instanceof CommandError || error instanceof FitError;
  const message = error instanceof Error ? error.message : String(error);
  const debug = env['WELLPOSED_DEBUG'] ?? '';
  const oneLine = printable(message.replace(/\s*\n\s*/g, ' '));
  stderr.write(
    known
      ? `wellposed: ${oneLine}\n`
      : `wellposed: internal error: ${oneLine} (this is a bug; WELLPOSED_DEBUG=1 shows where)\n`,
  );
  if (debug !== '' && error instanceof Error && error.stack !== undefined) stderr.write(`${error.stack}\n`);
  return exitCodeOf(error);
}
