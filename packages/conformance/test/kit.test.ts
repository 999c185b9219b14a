import { reference } from '@wellposed/backend-reference';
import type { Backend } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import { descent, gradientDescent } from '@wellposed/optimizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backendLaws } from '../src/backend-laws.js';
import { backendViolations } from '../src/backend-violations.js';
import { BrokenLawError } from '../src/broken-law-error.js';
import { describeBackend } from '../src/describe-backend.js';
import { describeOptimizer } from '../src/describe-optimizer.js';
import { optimizerLaws } from '../src/optimizer-laws.js';
import type { MakeOptimizer } from '../src/optimizer-law.js';
import { optimizerViolations } from '../src/optimizer-violations.js';
import type { Runner } from '../src/runner.js';
import { search, UNINFORMATIVE } from '../src/search.js';
import { limits } from './limits.js';
import { later } from './support/later.js';

const makeOptimizer: MakeOptimizer = ({ learningRate }) => descent(gradientDescent({ learningRate }));

/** A runner that only writes down what it is given. */
function recorder() {
  const groups: string[] = [];
  const tests = new Map<string, () => Promise<void>>();
  const runner: Runner = {
    describe: (name, body) => {
      groups.push(name);
      body();
    },
    it: (name, body) => tests.set(name, body),
  };
  return { groups, tests, runner };
}

describe('the kit', () => {
  it('accepts a backend that answers later', async () => {
    // The certificate is core's promise, checked on the backends themselves.
    const laws = backendLaws.filter(({ name }) => name !== 'certificate');
    expect(await backendViolations(later(reference), { seed: limits.seed, runs: 20, laws })).toEqual([]);
  });

  it('cannot pass on an empty list of laws, nor on no runs', async () => {
    await expect(backendViolations(reference, { laws: [] })).rejects.toThrow(RangeError);
    await expect(optimizerViolations(makeOptimizer, { laws: [] })).rejects.toThrow(RangeError);
    await expect(backendViolations(reference, { runs: 0 })).rejects.toThrow(RangeError);
    await expect(optimizerViolations(makeOptimizer, { runs: 0 })).rejects.toThrow(RangeError);
    const { runner } = recorder();
    expect(() => describeBackend(runner, reference, { laws: [] })).toThrow(RangeError);
    expect(() => describeOptimizer(runner, makeOptimizer, { laws: [] })).toThrow(RangeError);
  });

  it('cannot pass when no input was informative', async () => {
    const finding = await search({ runs: 5, seed: 1 }, fc.nat(), () => UNINFORMATIVE);
    expect(finding?.message).toContain('nothing was checked');
  });

  it('prints seed and runs in the title, and a test for each law and solver', () => {
    const { groups, tests, runner } = recorder();
    describeBackend(runner, reference, { seed: 5, runs: 3 });
    describeOptimizer(runner, makeOptimizer, { seed: 6, runs: 4 });
    expect(groups).toEqual(["backend 'reference' (seed 5, 3 runs)", "optimizer 'gradient-descent' (seed 6, 4 runs)"]);
    const perSolver = backendLaws.filter(({ scope }) => scope === 'solver').length;
    expect(tests.size).toBe(backendLaws.length + 2 * perSolver + optimizerLaws.length);
  });

  it('fails a test with the law, the smallest counterexample, the seed and the remedy', async () => {
    const { tests, runner } = recorder();
    const zero = {
      ...reference,
      open: (system: Parameters<typeof reference.open>[0]) => {
        const session = reference.open(system);
        return {
          ...session,
          evaluate: (query: Parameters<typeof session.evaluate>[0]) => ({ ...session.evaluate(query), value: -1 }),
        };
      },
    };
    describeBackend(runner, zero, {
      seed: 5,
      runs: 3,
      laws: backendLaws.filter(({ name }) => name === 'objective-value'),
    });
    const [test] = tests.values();
    const error: unknown = await test?.().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BrokenLawError);
    if (!(error instanceof BrokenLawError)) return;
    expect(error.violation).toMatchObject({ law: 'objective-value', seed: 5, counterexample: { columns: 1 } });
    for (const part of ['objective-value', 'seed: 5', error.violation.remedy]) expect(error.message).toContain(part);
  });

  it('tries the examples first', async () => {
    let first: unknown;
    const examples = [42];
    await search({ runs: 3, seed: 1, examples }, fc.nat(), (input) => {
      first ??= input;
      return undefined;
    });
    expect(first).toBe(42);
  });

  it('reports an unavailable backend on every law but "availability", which it obeys', async () => {
    const unavailable: Backend = {
      ...reference,
      available: () => ({ ok: false, engine: 'none', reason: 'no device', remedy: 'buy one' }),
      open: () => {
        throw new FitError('BACKEND_UNAVAILABLE', 'no device');
      },
    };
    const found = await backendViolations(unavailable, { runs: 1 });
    expect(found.map(({ law }) => law)).not.toContain('availability');
    expect(new Set(found.map(({ law }) => law)).size).toBe(backendLaws.length - 1);
  });

  it('has names that are unique and texts that are there', () => {
    const laws = [...backendLaws, ...optimizerLaws];
    expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length);
    for (const { statement, source, remedy } of laws)
      for (const text of [statement, source, remedy]) expect(text).not.toBe('');
  });
});
