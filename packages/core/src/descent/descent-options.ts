import type { Optimizer } from '../contracts/optimizer.js';
import type { Checkpoint } from '../contracts/solution.js';
import type { MaybePromise } from '../contracts/maybe-promise.js';
import type { StopSignal } from '../contracts/steps.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { checkedCheckpoint } from './checkpoint.js';

/** Where a running descent stands. */
export interface Progress {
  readonly iteration: number;
  readonly maxIterations: number;
  /** The objective. */
  readonly value: number;
}

/** Settings of a descent. */
export interface DescentSettings {
  readonly optimizer: Optimizer;
  /** Default 10 000. */
  readonly maxIterations?: number;
  /**
   * Converged when the gradient proves ‖θ − θ*‖₂ ≤ tolerance · ‖θ‖₂ (for losses without a spectrum: when the gradient's
   * 2-norm has shrunk by this factor). Default 1e-8; 0 never stops early.
   */
  readonly tolerance?: number;
  /** θ to start from, p numbers; default zeros. */
  readonly start?: Float64Array;
  /** Goes on from where an earlier descent of the same problem and optimizer stopped, to the same bits: its checkpoint, or that out of JSON. */
  readonly resume?: Checkpoint;
  /**
   * Stops before the next iteration once `aborted` is true, or in the middle of one that is long: the solution has the status 'aborted', the
   * best θ so far and a checkpoint. Before the first evaluation there is nothing to answer: then, and when it is aborted already, FitError
   * 'ABORTED'. An AbortSignal fits.
   */
  readonly signal?: StopSignal;
  /**
   * Iterations that the device makes by itself between two evaluations: stopping tests, trace and progress come at each stride.
   * Above 1 it takes a backend with the feature 'fused-descent', an optimizer of momentum steps, the squared loss and no penalty.
   * Default 1.
   */
  readonly stride?: number;
  /**
   * Whether to evaluate from the triangle R of [√W A | √W y], on the host: an iteration costs O(p²), however many rows there are.
   * Takes the squared loss and a backend with the feature 'compression'. Default false.
   */
  readonly compress?: boolean;
  /** Called at most every 50 ms. With `fit`, a promise that it returns is awaited: a chance for events to come in. */
  readonly onProgress?: (progress: Progress) => MaybePromise<void>;
}

/** The names of `DescentSettings`. */
export const descentSettingKeys = {
  optimizer: true,
  maxIterations: true,
  tolerance: true,
  start: true,
  resume: true,
  signal: true,
  stride: true,
  compress: true,
  onProgress: true,
} satisfies OptionKeys<DescentSettings>;

/** Settings with the defaults filled in. */
export type CheckedDescentSettings = DescentSettings &
  Required<Pick<DescentSettings, 'maxIterations' | 'tolerance' | 'start' | 'stride' | 'compress'>>;

/**
 * Fills in the defaults.
 *
 * @throws FitError 'INVALID_OPTION' for a setting out of range or a checkpoint that is none of this optimizer; 'SHAPE_MISMATCH' and
 * 'NON_FINITE_INPUT' for the start and for the θ of a checkpoint.
 */
export function checkDescentSettings(settings: DescentSettings, parameters: number): CheckedDescentSettings {
  const {
    maxIterations = 10_000,
    tolerance = 1e-8,
    start = new Float64Array(parameters),
    stride = 1,
    compress = false,
    optimizer,
  } = settings;
  if (!Number.isSafeInteger(maxIterations) || maxIterations < 0) {
    throw invalid('maxIterations', maxIterations, 'must be an integer ≥ 0');
  }
  if (!(tolerance >= 0 && tolerance < Infinity)) throw invalid('tolerance', tolerance, 'must be a finite number ≥ 0');
  if (!Number.isSafeInteger(stride) || stride < 1) throw invalid('stride', stride, 'must be an integer ≥ 1');
  if (typeof compress !== 'boolean') throw invalid('compress', compress, 'must be true or false');
  if (start.length !== parameters) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `start has ${start.length} numbers, the model has ${parameters} coefficients`,
      {
        argument: 'start',
        value: start.length,
      },
    );
  }
  const row = start.findIndex((value) => !Number.isFinite(value));
  if (row >= 0) {
    throw new FitError('NON_FINITE_INPUT', `start[${row}] is ${start[row]}: it must be finite`, {
      argument: 'start',
      row,
      value: start[row],
    });
  }
  const resume =
    settings.resume === undefined ? {} : { resume: checkedCheckpoint(settings.resume, optimizer, parameters) };
  return { ...settings, maxIterations, tolerance, start, stride, compress, ...resume };
}

function invalid(argument: string, value: unknown, why: string): FitError {
  return new FitError('INVALID_OPTION', `${argument} ${why}, got ${describeValue(value)}`, { argument, value });
}
