import { FitError } from '@wellposed/core';
import type { FitErrorCode } from '@wellposed/core';

/** A sentence unless `action` throws (or rejects with) a FitError of this code. */
export async function refusal(what: string, code: FitErrorCode, action: () => unknown): Promise<string | undefined> {
  try {
    await action();
  } catch (error) {
    if (error instanceof FitError && error.code === code) return undefined;
    return `${what}: expected FitError '${code}', got ${error instanceof FitError ? `FitError '${error.code}'` : String(error)}`;
  }
  return `${what}: expected FitError '${code}', but it was accepted`;
}
