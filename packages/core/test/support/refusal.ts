import { expect } from 'vitest';
import { FitError } from '../../src/fit-error.js';

/** What a FitError says to a program. */
export interface Refusal {
  readonly code: string;
  readonly [detail: string]: unknown;
}

/** The code and details of the FitError that `action` throws. It must have a message, whatever the wording. */
export function refusal(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    return refusalOf(error);
  }
  throw new Error('nothing was thrown');
}

/** As `refusal`, for a promise that must be rejected. */
export async function rejection(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise;
  } catch (error) {
    return refusalOf(error);
  }
  throw new Error('nothing was thrown');
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof FitError)) throw error;
  expect(error.message.length).toBeGreaterThan(20);
  return { code: error.code, ...error.details };
}
