import { describe, expect, test, vi } from 'vitest';
import type { Steps } from '../../src/fit/steps.js';
import type { FitError } from '../../src/fit-error.js';
import { byRows, PAUSE, runAsync, runSync, wait } from '../../src/fit/steps.js';
import { refusal } from '../support/refusal.js';

function* sumOf(...values: (number | Promise<number>)[]): Steps<number> {
  let sum = 0;
  for (const value of values) sum += yield* wait(value);
  return sum;
}

describe('runAsync', () => {
  test('awaits promises, and only those', async () => {
    expect(await runAsync(sumOf(1, Promise.resolve(2), 3, Promise.resolve(4)))).toBe(10);
    expect(await runAsync(sumOf())).toBe(0);
    const thenable = { then: (resolve: (value: number) => void) => resolve(5) } as unknown as Promise<number>;
    expect(await runAsync(sumOf(thenable))).toBe(5);
  });

  test('throws a rejection where it was waited for, so that the computation can clean up or go on', async () => {
    const log: string[] = [];
    function* careful(): Steps<string> {
      try {
        yield* wait(Promise.reject(new RangeError('lost')));
      } catch (error) {
        log.push((error as Error).message);
      } finally {
        log.push('cleaned up');
      }
      return yield* wait(Promise.resolve('went on'));
    }
    expect(await runAsync(careful())).toBe('went on');
    expect(log).toEqual(['lost', 'cleaned up']);
    await expect(runAsync(sumOf(1, Promise.reject(new RangeError('lost'))))).rejects.toThrow(RangeError);
  });

  test('an error of the computation itself rejects', async () => {
    function* failing(): Steps<number> {
      yield* wait(1);
      throw new TypeError('wrong');
    }
    await expect(runAsync(failing())).rejects.toThrow(TypeError);
  });
});

describe('runSync', () => {
  test('runs through when nothing is a promise', () => {
    expect(runSync(sumOf(1, 2, 3))).toBe(6);
    function* objects(): Steps<unknown[]> {
      return [
        yield* wait(null),
        yield* wait({ then: 3 }),
        yield* wait('then'),
        yield* wait(Object.assign(() => 1, { then: () => 2 })),
      ].map((value) => typeof value);
    }
    expect(runSync(objects())).toEqual(['object', 'object', 'string', 'function']);
  });

  test('refuses a promise, lets the computation clean up, and swallows the late rejection', async () => {
    const log: string[] = [];
    function* careful(): Steps<number> {
      try {
        return yield* wait(Promise.reject(new RangeError('late')));
      } finally {
        log.push('cleaned up');
      }
    }
    expect(refusal(() => runSync(careful()))).toEqual({ code: 'ASYNCHRONOUS' });
    expect(log).toEqual(['cleaned up']);
    // An unhandled rejection would fail the run of the tests.
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

/** Makes pauses of a millisecond each, and says what became of it. */
function* patient(pauses: number, log: string[]): Steps<string> {
  try {
    for (let k = 0; k < pauses; k++) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      yield PAUSE;
    }
    return 'done';
  } catch (error) {
    log.push((error as FitError).code);
    yield PAUSE;
    return 'ended as it liked';
  } finally {
    log.push('cleaned up');
  }
}

describe('a pause', () => {
  test('gives the event loop a turn, in which a timer can stop the computation', async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new RangeError('enough')), 5);
    const log: string[] = [];
    expect(await runAsync(patient(2000, log), controller.signal)).toBe('ended as it liked');
    expect(log).toEqual(['ABORTED', 'cleaned up']);
    clearTimeout(timer);
  });

  test('is nothing to a computation that nobody stops', async () => {
    expect(runSync(patient(3, []))).toBe('done');
    expect(await runAsync(patient(3, []), new AbortController().signal)).toBe('done');
  });

  test('is where a computation that does not wait is stopped by what it calls', () => {
    const signal = { aborted: false };
    const log: string[] = [];
    function* selfish(): Steps<string> {
      signal.aborted = true;
      return yield* patient(1, log);
    }
    expect(runSync(selfish(), signal)).toBe('ended as it liked');
    expect(log).toEqual(['ABORTED', 'cleaned up']);
  });
});

describe('a signal', () => {
  test('that is aborted before is refused before any work, with its reason', async () => {
    const reason = new RangeError('no');
    const work = vi.fn(function* (): Steps<number> {
      return yield* wait(1);
    });
    const aborted = AbortSignal.abort(reason);
    expect(refusal(() => runSync(work(), aborted))).toEqual({ code: 'ABORTED', argument: 'signal' });
    await expect(runAsync(work(), aborted)).rejects.toMatchObject({ code: 'ABORTED', cause: reason });
  });

  test('that is aborted while a promise is awaited is told at once; nobody waits for the promise, which may fail', async () => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => undefined;
    const never = new Promise((_, reject) => {
      fail = reject;
    });
    const log: string[] = [];
    function* stuck(): Steps<void> {
      try {
        yield* wait(never);
      } finally {
        log.push('given back');
      }
    }
    const run = runAsync(stuck(), controller.signal);
    controller.abort();
    await expect(run).rejects.toMatchObject({ code: 'ABORTED' });
    expect(log).toEqual(['given back']);
    fail(new RangeError('late'));
  });

  test('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    expect(await runAsync(sumOf(1, Promise.resolve(2), Promise.resolve(3)), signal)).toBe(6);
    expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([2, 2]);
  });
});

test('byRows covers all rows, in ranges as short as their work is long', () => {
  for (const [rows, work] of [
    [0, 1],
    [5, 2 ** 30],
    [1000, 2 ** 14],
    [1000, 1],
  ] as const) {
    const seen: number[] = [];
    const steps = byRows(rows, work, (from, to) => {
      expect((to - from) * work <= 2 ** 21 || to - from === 1).toBe(true);
      for (let row = from; row < to; row++) seen.push(row);
    });
    runSync(steps);
    expect(seen).toEqual(Array.from({ length: rows }, (_, row) => row));
  }
});
