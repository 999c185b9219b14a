import { reference } from '@wellposed/backend-reference';
import { FitError } from '@wellposed/core';
import type { Backend } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { describeIfAvailable } from '../src/describe-if-available.js';

const absent: Backend = {
  ...reference,
  name: 'absent',
  available: () => ({ ok: false, engine: 'none', reason: 'no adapter', remedy: 'use another' }),
  open: () => {
    throw new FitError('BACKEND_UNAVAILABLE', 'no adapter');
  },
};

/** Takes a suite down instead of running it. */
function notebook() {
  const tests: { title: string; body: (context: { readonly skip: (reason: string) => void }) => Promise<void> }[] = [];
  const runner = {
    describe: (_title: string, body: () => void) => body(),
    it: (title: string, body: (context: { readonly skip: (reason: string) => void }) => Promise<void>) =>
      tests.push({ title, body }),
  };
  return { runner, tests };
}

const notSkipped = { skip: (reason: string) => expect.unreachable(reason) };

it('is the suite where the backend can run, told on what', async () => {
  const { runner, tests } = notebook();
  const told: unknown[] = [];
  await describeIfAvailable(runner, reference, (answer) => told.push(answer));
  expect(told).toEqual([reference.available()]);
  expect(tests).toEqual([]);
});

it('is one skipped test with the reason and the remedy, and the law of a clean refusal, where it cannot', async () => {
  const { runner, tests } = notebook();
  await describeIfAvailable(runner, absent, () => expect.unreachable('the backend is not there'));
  const reasons: string[] = [];
  await tests[0]!.body({ skip: (reason) => reasons.push(reason) });
  expect(tests[0]!.title).toBe('skipped: no adapter (use another)');
  expect(reasons).toEqual(['no adapter']);
  expect(tests.length).toBe(2);
  await tests[1]!.body(notSkipped);
});

it('fails a backend that is not there and opens all the same', async () => {
  const { runner, tests } = notebook();
  await describeIfAvailable(runner, { ...absent, open: reference.open }, () => undefined);
  await expect(tests[1]!.body(notSkipped)).rejects.toThrow(/BACKEND_UNAVAILABLE/);
});

// As it is used; vitest's report has one skipped test.
await describeIfAvailable({ describe, it }, absent, () => expect.unreachable('the backend is not there'));
