import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { describe, expect, it } from 'vitest';
import { agreementMatrix } from '../src/agreement/agreement-matrix.js';
import { roundedToFloat32 } from '../src/simulation/rounded-to-float32.js';
import { altered } from './broken/altered.js';
import { limits } from './limits.js';

const settings = { runs: 40, seed: limits.seed };
const single = roundedToFloat32(reference);

describe('the matrix of agreement', () => {
  it('has a row for each backend and one for each pair, the same each time', async () => {
    const { backends, pairs, missing } = await agreementMatrix([reference, mlMatrix, single], settings);
    expect(backends.map(({ name, precision }) => [name, precision])).toEqual([
      ['reference', 'f64'],
      ['ml-matrix', 'f64'],
      ['reference-float32', 'f32'],
    ]);
    expect(pairs.map(({ names }) => names)).toEqual([
      ['reference', 'ml-matrix'],
      ['reference', 'reference-float32'],
      ['ml-matrix', 'reference-float32'],
    ]);
    expect(missing).toEqual([]);
    for (const { solution, gradient } of [...backends, ...pairs]) {
      expect(solution.ratio).toBeLessThanOrEqual(1);
      expect(gradient.ratio).toBeLessThanOrEqual(1);
    }
    const again = await agreementMatrix([reference, mlMatrix, single], settings);
    expect(again.pairs).toEqual(pairs);
  });

  it('holds float64 to harder problems than float32, and every pair to those that were asked for', async () => {
    const { backends, pairs } = await agreementMatrix([reference, mlMatrix, single], settings);
    const [double, , float] = backends.map(({ problems }) => problems);
    expect(float).toBe(settings.runs);
    expect(double).toBeGreaterThan(settings.runs);
    expect(pairs.map(({ problems }) => problems)).toEqual([double, settings.runs, settings.runs]);
  });

  it('sees float32 that says it is float64, an answer a thousandth off, and a factorisation that breaks down', async () => {
    const inDisguise = { ...single, supports: { ...reference.supports, features: [] } };
    const off = altered('off', {
      factorization: (factorization) => ({
        solve: (f, g) => {
          const { theta, residual } = factorization.solve(f, g);
          return { theta: theta.map((value) => value * 1.001), residual };
        },
      }),
      session: (session) => ({
        evaluate: (query) => {
          const { value, gradient } = session.evaluate(query);
          return { value, gradient: gradient.map((slope) => slope * 1.001) };
        },
      }),
    });
    const brokenDown = altered('broken-down', { factorization: () => ({ outcome: 'not-positive-definite' }) });
    const { backends, pairs } = await agreementMatrix([reference, inDisguise, off, brokenDown], settings);
    const [sound, ...bad] = backends;
    expect(sound?.solution.ratio).toBeLessThanOrEqual(1);
    for (const each of [...bad, ...pairs]) expect(each.solution.ratio).toBeGreaterThan(1);
    for (const each of backends.slice(1, 3)) expect(each.gradient.ratio).toBeGreaterThan(1);
    expect(backends[3]?.solution.ratio).toBe(Infinity);
    expect(bad.every(({ solution }) => solution.recipe !== undefined)).toBe(true);
  });

  it('lists those that are not there, and compares nothing when none is', async () => {
    const absent = {
      ...reference,
      name: 'absent',
      available: () => ({ ok: false, engine: 'none', reason: 'no device', remedy: 'buy one' }) as const,
    };
    expect(await agreementMatrix([absent], settings)).toEqual({
      ...settings,
      backends: [],
      pairs: [],
      missing: [{ name: 'absent', engine: 'none', reason: 'no device', remedy: 'buy one' }],
    });
  });

  it('refuses a backend without normal equations and a number of runs that is none; names who throws', async () => {
    const without = { ...reference, supports: { ...reference.supports, solvers: ['qr', 'svd'] as const } };
    await expect(agreementMatrix([without], settings)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(agreementMatrix([reference], { ...settings, runs: 0 })).rejects.toThrow(RangeError);
    const throwing = altered('throwing', {
      session: () => ({
        evaluate: () => {
          throw new TypeError('lost');
        },
      }),
    });
    await expect(agreementMatrix([throwing], settings)).rejects.toThrow(/'throwing' failed on \{.*TypeError: lost/);
  });
});
