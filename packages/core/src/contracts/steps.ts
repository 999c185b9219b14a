import type { MaybePromise } from './maybe-promise.js';

/**
 * A computation that may have to wait, or to make a pause: written once, run at once by `runSync`, or by `runAsync` with promises and turns
 * of the event loop. It yields what it waits for and is resumed with the value; at `PAUSE` it can be stopped.
 */
export type Steps<T> = Generator<MaybePromise<unknown>, T, unknown>;

/** What a computation yields where it can be stopped, or others can have a turn, without harm. */
export const PAUSE: unique symbol = Symbol('pause');

/**
 * A request to stop; an AbortSignal is one. A plain object is looked at whenever the computation makes a pause, an AbortSignal is heard
 * while it waits for a device too.
 */
export interface StopSignal {
  readonly aborted: boolean;
  /** Becomes the `cause` of FitError 'ABORTED'. */
  readonly reason?: unknown;
}
