import { reference } from '@wellposed/backend-reference';
import { describe, expect, it } from 'vitest';
import { backendViolations } from '../src/backend-violations.js';
import { backendLaws } from '../src/backend-laws.js';
import { optimizerViolations } from '../src/optimizer-violations.js';
import { altered } from './broken/altered.js';
import { brokenBackends } from './broken/backends.js';
import { brokenFeatures } from './broken/feature-backends.js';
import { brokenLater } from './broken/late-backends.js';
import { brokenOptimizers } from './broken/optimizers.js';
import { limits } from './limits.js';

/** Few problems suffice: what is broken must not take luck to see. */
const few = { seed: limits.seed, runs: 25 };

const broken = [...brokenBackends, ...brokenFeatures, ...brokenLater];

describe('deliberately broken backends are caught by name', () => {
  it.each(broken)('$backend.name: $laws', async ({ backend, laws, nothingElse, resources }) => {
    // Laws about whole fits are left to core, which a broken backend can make throw anything.
    const suspects = backendLaws.filter(({ statement }) => !statement.startsWith('fit:'));
    const found = await backendViolations(backend, { ...few, laws: suspects, ...(resources && { resources }) });
    const names = new Set(found.map(({ law }) => law));
    expect([...names]).toEqual(expect.arrayContaining([...laws]));
    if (nothingElse) expect([...laws]).toEqual(expect.arrayContaining([...names]));
    for (const { remedy, message, source } of found)
      for (const text of [remedy, message, source]) expect(text).not.toBe('');
  });
});

describe('the broken backends', () => {
  it('break every law of a session, so that none is there which nothing breaks', () => {
    const held = backendLaws.filter(({ statement }) => !statement.startsWith('fit:')).map(({ name }) => name);
    expect([...new Set(broken.flatMap(({ laws }) => laws))].sort()).toEqual(held.sort());
  });
});

describe('a backend that lets fits claim digits which are not there is caught by the certificate', () => {
  it.each(reference.supports.solvers)(
    '%s, its corrections zero: refinement believes that nothing is left',
    async (solver) => {
      const flattering = altered('corrections-of-zero', {
        factorization: (factorization) => ({
          solve: (f, g) =>
            g ? { theta: new Float64Array(g.length), residual: new Float64Array(f.length) } : factorization.solve(f),
        }),
      });
      const [finding] = await backendViolations(
        { ...flattering, supports: { ...flattering.supports, solvers: [solver] } },
        { ...few, laws: backendLaws.filter(({ name }) => name === 'certificate') },
      );
      expect(finding?.law).toBe('certificate');
      expect(finding?.message).toMatch(/15\.\d digits claimed/);
    },
  );
});

describe('deliberately broken optimizers are caught by name', () => {
  it.each(brokenOptimizers)('$title: $laws', async ({ makeOptimizer, laws }) => {
    const found = await optimizerViolations(makeOptimizer, few);
    expect(found.map(({ law }) => law)).toEqual(expect.arrayContaining([...laws]));
  });
});
