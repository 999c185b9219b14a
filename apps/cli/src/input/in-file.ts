import { FitError } from '@wellposed/core';
import { inputError } from '../command-error.js';
import { exitCodeOf } from '../exit-code-of.js';
import { exitCode } from '../exit-code.js';

/**
 * Does something with the numbers of a file. What the library has against the numbers is said of the file, which the
 * library does not know.
 *
 * @param source what to call the file
 * @throws CommandError (exit code 3) instead of a FitError about the data; others as they are
 */
export async function inFile<T>(source: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FitError && exitCodeOf(error) === exitCode.input) throw inputError(source, error.message);
    throw error;
  }
}
