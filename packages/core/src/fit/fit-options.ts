import type { Backend, SolverName } from '../contracts/backend.js';
import type { DescentSettings } from '../descent/descent-options.js';
import { descentSettingKeys } from '../descent/descent-options.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import type { StopSignal } from './steps.js';

/** A fit by a closed form. */
export interface ClosedFormOptions<S extends SolverName> {
  readonly backend: Backend<S>;
  /** Default 'qr' where the backend has it, else its first. A solver that the backend lacks does not compile. */
  readonly solver?: NoInfer<S>;
  /** Whether to refine with residuals in double-double; default true. */
  readonly refine?: boolean;
  /**
   * Stops the fit: it rejects with FitError 'ABORTED', cause `signal.reason`, and the device is given back. An AbortSignal fits. One that is
   * aborted already is refused before any work.
   */
  readonly signal?: StopSignal;
  /**
   * The memory that the fit may take, in bytes; default 4 GiB, Infinity for no limit. A fit that would take more, by the number of rows and
   * columns, is refused with FitError 'TOO_LARGE' before any of it is taken.
   */
  readonly maxBytes?: number;
  readonly optimizer?: never;
}

/** The names of the options of a closed form. */
export const closedFormOptionKeys = {
  backend: true,
  solver: true,
  refine: true,
  signal: true,
  maxBytes: true,
} satisfies OptionKeys<Omit<ClosedFormOptions<SolverName>, 'optimizer'>>;

/** A fit by descent. */
export interface DescentOptions<S extends SolverName> extends DescentSettings {
  readonly backend: Backend<S>;
  readonly solver?: never;
}

/** The names of the options of a descent. */
export const descentOptionKeys = { ...descentSettingKeys, backend: true } satisfies OptionKeys<
  Omit<DescentOptions<SolverName>, 'solver'>
>;

/** How to fit. */
export type FitOptions<S extends SolverName> = ClosedFormOptions<S> | DescentOptions<S>;

/** The names of `FitOptions`. */
export const fitOptionKeys = { ...closedFormOptionKeys, ...descentOptionKeys } satisfies OptionKeys<
  FitOptions<SolverName>
>;
