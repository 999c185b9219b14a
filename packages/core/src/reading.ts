import { describeValue } from './describe-value.js';
import { FitError } from './fit-error.js';

/**
 * Reads what a caller gave. Getters and proxies may throw anything: that is a mistake in the argument.
 *
 * @throws FitError 'INVALID_INPUT', the value what was thrown
 */
export function reading<T>(argument: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FitError) throw error;
    const why = error instanceof Error ? error.message : describeValue(error);
    throw new FitError('INVALID_INPUT', `${argument} could not be read: ${why}`, { argument, value: error });
  }
}
