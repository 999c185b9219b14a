import type { FitErrorCode } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import { CommandError } from './command-error.js';
import type { ExitCode } from './exit-code.js';
import { exitCode } from './exit-code.js';

/** What the library refuses, by whose mistake it is: the command line's, the data's, or ours. */
const codes: Readonly<Record<FitErrorCode, ExitCode>> = {
  SHAPE_MISMATCH: exitCode.internal,
  NON_FINITE_INPUT: exitCode.input,
  INVALID_INPUT: exitCode.input,
  NEGATIVE_WEIGHT: exitCode.input,
  NO_OBSERVATIONS: exitCode.input,
  INVALID_OPTION: exitCode.usage,
  TOO_LARGE: exitCode.input,
  INCONSISTENT_CONSTRAINTS: exitCode.usage,
  DUPLICATE_NAME: exitCode.usage,
  OUT_OF_RANGE: exitCode.input,
  UNSUPPORTED: exitCode.usage,
  SPECTRUM_REQUIRED: exitCode.usage,
  ASYNCHRONOUS: exitCode.internal,
  BACKEND_UNAVAILABLE: exitCode.backend,
  DEVICE_FAILED: exitCode.backend,
  SESSION_DISPOSED: exitCode.internal,
  ABORTED: exitCode.interrupted,
};

/** The exit code of a failure. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof FitError) return codes[error.code];
  return exitCode.internal;
}
