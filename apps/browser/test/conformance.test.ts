import { reference } from '@wellposed/backend-reference';
import { FitError } from '@wellposed/core';
import type { Backend } from '@wellposed/core';
import { expect, it } from 'vitest';
import { Conformance } from '../src/page/conformance.js';
import { limitsFromQuery, limitsToQuery } from '../src/page/limits.js';

const limits = { runs: 10, seed: 5 };

const absent: Backend = {
  ...reference,
  name: 'absent',
  available: () => ({ ok: false, engine: 'none', reason: 'no adapter', remedy: 'use another' }),
  async open() {
    throw new FitError('BACKEND_UNAVAILABLE', 'no adapter');
  },
};

const boastful: Backend = { ...absent, name: 'boastful', open: reference.open };

it('lists every law, with the seed and the runs of each engine in its title', async () => {
  const page = new Conformance(
    [
      { backend: reference, share: 1 },
      { backend: reference, share: 0.01 },
    ],
    limits,
  );
  const [whole, part] = await page.list();
  expect(whole?.title).toMatch(/'reference'.*seed 5, 10 runs/);
  expect(part?.title).toMatch(/'reference'.*seed 5, 1 runs/);
  expect(whole?.checks.length).toBeGreaterThan(28);
  expect(part?.checks).toEqual(whole?.checks);
});

it('asks of an engine that is not there only that it refuses as it should', async () => {
  const page = new Conformance(
    [
      { backend: absent, share: 1 },
      { backend: boastful, share: 1 },
    ],
    limits,
  );
  const reports = await page.list();
  expect(reports.map(({ availability }) => availability.ok)).toEqual([false, false]);
  expect(reports.map(({ checks }) => checks.length)).toEqual([1, 1]);
  expect(await page.run(0, 0)).toBeUndefined();
  expect(await page.run(1, 0)).toMatch(/BACKEND_UNAVAILABLE/);
});

it('says which law is broken, and on what', async () => {
  const wrong: Backend = {
    ...reference,
    name: 'wrong',
    async open(system) {
      const session = reference.open(system);
      return {
        ...session,
        evaluate(query) {
          const { value, gradient } = session.evaluate(query);
          return { value: value + 1, gradient };
        },
      };
    },
  };
  const page = new Conformance([{ backend: wrong, share: 1 }], limits);
  const [report] = await page.list();
  const broken: string[] = [];
  for (const check of report?.checks.keys() ?? []) broken.push((await page.run(0, check)) ?? '');
  expect(broken.filter((message) => message.includes('counterexample: {')).join('\n')).toMatch(/"objective-value"/);
});

it('has no check outside of its list', async () => {
  const page = new Conformance([{ backend: reference, share: 1 }], limits);
  await expect(page.run(1, 0)).rejects.toThrow(RangeError);
  await expect(page.run(0, 1000)).rejects.toThrow(RangeError);
});

it('passes its limits through the address of the page, and refuses an address without', () => {
  expect(limitsFromQuery(limitsToQuery(limits))).toEqual(limits);
  expect(() => limitsFromQuery('')).toThrow(RangeError);
  expect(() => limitsFromQuery('?runs=3')).toThrow(RangeError);
  expect(() => limitsFromQuery('?runs=3&seed=x')).toThrow(RangeError);
});
