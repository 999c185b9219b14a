import type { MaybePromise } from '../contracts/maybe-promise.js';
import type { Steps, StopSignal } from '../contracts/steps.js';
import { PAUSE } from '../contracts/steps.js';
import { FitError } from '../fit-error.js';

export { PAUSE };
export type { Steps, StopSignal };

/** Inside `Steps`: the value, once it is there. What was a promise is followed by a pause. */
export function* wait<T>(value: MaybePromise<T>): Steps<T> {
  if (!isPromise(value)) return value;
  const answer = (yield value) as T;
  yield PAUSE;
  return answer;
}

/** Multiplications between two pauses: a few milliseconds in float64, where one takes a nanosecond or two. */
const WORK = 2 ** 21;

/** Multiplications since the last pause, of all computations in this thread: how many does not change what any of them answers. */
let done = 0;

/** Whether, with so many more multiplications of float64 to come, a pause is due: `if (pauseDue(work)) yield PAUSE`. */
export function pauseDue(work: number): boolean {
  done += work;
  if (done < WORK) return false;
  done = work;
  return true;
}

/**
 * Inside `Steps`: calls `act` for all rows, in ranges with pauses between them where they are due.
 *
 * @param work multiplications of float64 in a row; one of double-double counts as 16
 */
export function* byRows(rows: number, work: number, act: (from: number, to: number) => void): Steps<void> {
  const most = Math.max(1, Math.floor(WORK / work));
  for (let from = 0; from < rows; from += most) {
    const to = Math.min(rows, from + most);
    if (pauseDue((to - from) * work)) yield PAUSE;
    act(from, to);
  }
}

/** Milliseconds after which the event loop gets a turn: signals, timers and pictures come in then. */
const TURN = 15;

/**
 * Runs to the end, awaiting promises only: values that are there cost no microtask. At a pause the event loop gets a turn when it had
 * none for 15 ms.
 *
 * A signal that was aborted is told to the computation, once: as an error where it makes a pause, or waits for a promise, whose answer
 * nobody waits for any longer. What catches that error may end as it likes, and is not stopped again.
 *
 * @throws FitError 'ABORTED' with the signal's reason as its cause; before any work when it was aborted before
 */
export async function runAsync<T>(steps: Steps<T>, signal?: StopSignal): Promise<T> {
  const stop = new Stop(signal);
  stop.check();
  let turned = Date.now();
  let turn = steps.next();
  while (!turn.done) {
    const { value } = turn;
    let answer: unknown;
    try {
      if (value !== PAUSE) answer = await stop.unless(value);
      else if (Date.now() - turned >= TURN) {
        await turnOfTheEventLoop();
        turned = Date.now();
      }
      if (value === PAUSE) stop.check();
    } catch (error) {
      turn = steps.throw(error);
      continue;
    }
    turn = steps.next(answer);
  }
  return turn.value;
}

/**
 * Runs to the end at once. A signal is looked at before, and at each pause: what the computation calls may have aborted it.
 *
 * @throws FitError 'ASYNCHRONOUS' when something answers with a promise; 'ABORTED' as `runAsync`
 */
export function runSync<T>(steps: Steps<T>, signal?: StopSignal): T {
  const stop = new Stop(signal);
  stop.check();
  let turn = steps.next();
  while (!turn.done && turn.value === PAUSE) {
    try {
      stop.check();
    } catch (error) {
      turn = steps.throw(error);
      continue;
    }
    turn = steps.next();
  }
  if (turn.done) return turn.value;
  // Lets the computation give back what it holds, keeps a late rejection from going unhandled, then says why.
  steps.return(undefined as never);
  if (isPromise(turn.value)) turn.value.catch(() => undefined);
  throw new FitError('ASYNCHRONOUS', 'this backend answers with a promise: use `await fit(…)` instead of `fitSync(…)`');
}

/** Whether an error is the one that ends a computation on request. */
export function isAborted(error: unknown): boolean {
  return error instanceof FitError && error.code === 'ABORTED';
}

/** The events of an AbortSignal. */
interface AbortEvents {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal, told once. */
class Stop {
  private isTold = false;

  constructor(private readonly signal: StopSignal | undefined) {}

  /** @throws FitError 'ABORTED' at the first look after it was aborted */
  check(): void {
    const told = this.tell();
    if (told) throw told;
  }

  private tell(): FitError | undefined {
    if (this.isTold || !this.signal?.aborted) return undefined;
    this.isTold = true;
    const message = 'stopped on request, before there was an answer';
    return new FitError('ABORTED', message, { argument: 'signal' }, { cause: this.signal.reason });
  }

  /** The answer of a promise, unless the signal is aborted before. */
  unless(value: MaybePromise<unknown>): MaybePromise<unknown> {
    const { signal } = this;
    if (this.isTold || !signal || !('addEventListener' in signal)) return value;
    const events = signal as StopSignal & AbortEvents;
    return new Promise((resolve, reject) => {
      const interrupt = (): void => {
        const told = this.tell();
        if (told) reject(told);
      };
      const settled = (): void => events.removeEventListener('abort', interrupt);
      events.addEventListener('abort', interrupt);
      Promise.resolve(value).then(resolve, reject).finally(settled);
      interrupt();
    });
  }
}

// Globals of Node and of browsers, which the language's own library does not type. A timer would cost milliseconds.
declare const setImmediate: ((act: () => void) => unknown) | undefined;
declare const MessageChannel: new () => {
  readonly port1: { onmessage: (() => void) | null; close(): void };
  readonly port2: { postMessage(message: unknown): void };
};

function turnOfTheEventLoop(): Promise<void> {
  if (typeof setImmediate === 'function') {
    const immediately = setImmediate;
    return new Promise((resolve) => void immediately(resolve));
  }
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
