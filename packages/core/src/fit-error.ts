/**
 * Every mistake a caller can make, by its stable code.
 *
 * | code                | meaning                                                                     |
 * |---------------------|-----------------------------------------------------------------------------|
 * | SHAPE_MISMATCH      | lengths or sizes do not belong together                                     |
 * | NON_FINITE_INPUT    | NaN or an infinity in x, y, weights, a start or a setting                   |
 * | INVALID_INPUT       | a value of the wrong type where a number is needed                          |
 * | NEGATIVE_WEIGHT     | a weight below zero                                                         |
 * | NO_OBSERVATIONS     | no rows, or no row of positive weight                                       |
 * | INVALID_OPTION      | a setting out of its range or not known                                     |
 * | DUPLICATE_NAME      | two columns of the same name                                                |
 * | TOO_LARGE           | n · p numbers are more than an array can hold, or take more than `maxBytes` |
 * | INCONSISTENT_CONSTRAINTS | no coefficients satisfy all equality constraints                       |
 * | OUT_OF_RANGE        | a prediction that float64 cannot hold                                       |
 * | UNSUPPORTED         | this backend does not do what was asked (its `supports` says so)            |
 * | SPECTRUM_REQUIRED   | the optimizer needs the spectrum and the backend cannot give it             |
 * | ASYNCHRONOUS        | `fitSync` with a backend that answers later                                 |
 * | BACKEND_UNAVAILABLE | the engine cannot run here                                                  |
 * | DEVICE_FAILED       | a device that ran broke down: lost, out of memory, or answered with no number |
 * | SESSION_DISPOSED    | a session used after `dispose`                                              |
 * | ABORTED             | stopped on request (`signal`), before there was an answer                   |
 */
export type FitErrorCode =
  | 'SHAPE_MISMATCH'
  | 'NON_FINITE_INPUT'
  | 'INVALID_INPUT'
  | 'NEGATIVE_WEIGHT'
  | 'NO_OBSERVATIONS'
  | 'INVALID_OPTION'
  | 'DUPLICATE_NAME'
  | 'TOO_LARGE'
  | 'INCONSISTENT_CONSTRAINTS'
  | 'OUT_OF_RANGE'
  | 'UNSUPPORTED'
  | 'SPECTRUM_REQUIRED'
  | 'ASYNCHRONOUS'
  | 'BACKEND_UNAVAILABLE'
  | 'DEVICE_FAILED'
  | 'SESSION_DISPOSED'
  | 'ABORTED';

/** Where the offending value is: which argument, and which row and column of it (from 0). */
export interface FitErrorDetails {
  readonly argument?: string;
  readonly row?: number;
  readonly column?: number;
  readonly value?: unknown;
}

/**
 * The one error class, for misuse (thrown before any work is done) and for what breaks down outside of our code, as a device does.
 * Numerical outcomes are not errors: see `Solution.status`.
 */
export class FitError extends Error {
  override readonly name = 'FitError';

  constructor(
    readonly code: FitErrorCode,
    message: string,
    readonly details: FitErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
