import type { MaybePromise } from '../contracts/maybe-promise.js';
import { FitError } from '../fit-error.js';

/**
 * A computation that may have to wait: written once, run at once by `runSync` or with promises by `runAsync`.
 * It yields what it waits for and is resumed with the value.
 */
export type Steps<T> = Generator<MaybePromise<unknown>, T, unknown>;

/** Inside `Steps`: the value, once it is there. */
export function* wait<T>(value: MaybePromise<T>): Steps<T> {
  return (isPromise(value) ? yield value : value) as T;
}

/** Runs to the end, awaiting promises only: values that are there cost no microtask. */
export async function runAsync<T>(steps: Steps<T>): Promise<T> {
  let turn = steps.next();
  while (!turn.done) {
    let answer: unknown;
    try {
      answer = await turn.value;
    } catch (error) {
      turn = steps.throw(error);
      continue;
    }
    turn = steps.next(answer);
  }
  return turn.value;
}

/** Runs to the end at once. @throws FitError 'ASYNCHRONOUS' when something answers with a promise. */
export function runSync<T>(steps: Steps<T>): T {
  const turn = steps.next();
  if (turn.done) return turn.value;
  // Lets the computation give back what it holds, keeps a late rejection from going unhandled, then says why.
  steps.return(undefined as never);
  if (isPromise(turn.value)) turn.value.catch(() => undefined);
  throw new FitError('ASYNCHRONOUS', 'this backend answers with a promise: use `await fit(…)` instead of `fitSync(…)`');
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
