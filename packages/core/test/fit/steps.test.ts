import { describe, expect, test } from 'vitest';
import type { Steps } from '../../src/fit/steps.js';
import { runAsync, runSync, wait } from '../../src/fit/steps.js';
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
