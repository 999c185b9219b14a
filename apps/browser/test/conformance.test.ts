import { backendLaws } from '@wellposed/conformance';
import { reference } from '@wellposed/backend-reference';
import { FitError } from '@wellposed/core';
import type { Backend } from '@wellposed/core';
import { expect, it } from 'vitest';
import { Conformance } from '../src/page/conformance.js';
import type { Outcome } from '../src/page/conformance.js';
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

async function outcomes(backend: Backend): Promise<readonly Outcome[]> {
  const page = new Conformance([{ backend, share: 1, losable: false }], limits);
  const found: Outcome[] = [];
  for (const place of (await page.list()).keys()) found.push(await page.run(place));
  return found;
}

it('lists every law on every engine, with the seed and the runs in the name of its suite', async () => {
  const page = new Conformance(
    [
      { backend: reference, share: 1, losable: false },
      { backend: reference, share: 0.01, losable: false },
    ],
    limits,
  );
  const tests = await page.list();
  const half = tests.length / 2;
  for (const { name } of backendLaws) expect(tests.filter(({ title }) => title.startsWith(`${name} `))).not.toEqual([]);
  expect(tests.slice(half).map(({ title }) => title)).toEqual(tests.slice(0, half).map(({ title }) => title));
  expect(new Set(tests.map(({ suite }) => suite))).toEqual(
    new Set(["backend 'reference' (seed 5, 10 runs)", "backend 'reference' (seed 5, 1 runs)"]),
  );
});

it('says why an engine is not there, and asks of it only that it refuses as it should', async () => {
  expect(await outcomes(absent)).toEqual([{ kind: 'skipped', reason: 'no adapter' }, { kind: 'holds' }]);
  expect(await outcomes(boastful)).toEqual([
    { kind: 'skipped', reason: 'no adapter' },
    { kind: 'broken', message: expect.stringContaining('BACKEND_UNAVAILABLE') },
  ]);
});

it('says which laws are broken, and on what', async () => {
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
  const broken = (await outcomes(wrong)).flatMap((outcome) => (outcome.kind === 'broken' ? [outcome.message] : []));
  expect(broken.join('\n')).toMatch(/the law "objective-value".*\n.*\n.*counterexample: \{/);
});

it('runs nothing that is not in its list', async () => {
  await expect(new Conformance([{ backend: reference, share: 1, losable: false }], limits).run(1000)).rejects.toThrow(
    RangeError,
  );
});

it('passes its limits through the address of the page, and refuses an address without', () => {
  expect(limitsFromQuery(limitsToQuery(limits))).toEqual(limits);
  expect(() => limitsFromQuery('')).toThrow(RangeError);
  expect(() => limitsFromQuery('?runs=3')).toThrow(RangeError);
  expect(() => limitsFromQuery('?runs=3&seed=x')).toThrow(RangeError);
});
