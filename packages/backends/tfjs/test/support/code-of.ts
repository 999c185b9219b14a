import { FitError } from '@wellposed/core';

/** The code of the FitError that a call throws or rejects with. */
export async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof FitError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}
