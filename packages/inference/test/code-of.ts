import { FitError } from '@wellposed/core';

/** The code of the FitError that `action` throws; undefined when it throws none. */
export function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError) return error.code;
    throw error;
  }
  return undefined;
}
