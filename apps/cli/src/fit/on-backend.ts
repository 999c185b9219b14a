import { FitError } from '@wellposed/core';
import type { BackendPackage } from '../backends/catalogue.js';
import type { ChosenBackend } from '../backends/choose-backend.js';
import { CommandError } from '../command-error.js';
import { exitCode } from '../exit-code.js';

/**
 * Does something on a backend. When what it runs on fails meanwhile, it says so of the backend, and where else to go.
 *
 * @throws CommandError (exit code 4) for a device that was lost, ran out of memory or answered with no number; others as
 *   they are
 */
export async function onBackend<T>(
  { backend, engine }: ChosenBackend,
  catalogue: readonly BackendPackage[],
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof FitError && (error.code === 'DEVICE_FAILED' || error.code === 'BACKEND_UNAVAILABLE')))
      throw error;
    const other = catalogue.find(({ name }) => name !== backend.name);
    const elsewhere = other === undefined ? '' : `; nothing was written: try again, or --backend ${other.name}`;
    throw new CommandError(
      exitCode.backend,
      `backend ${backend.name} (${engine}) failed: ${error.message}${elsewhere}`,
    );
  }
}
