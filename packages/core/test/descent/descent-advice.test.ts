import { describe, expect, test } from 'vitest';
import type { DescentStatus, Ending } from '../../src/descent/descent-advice.js';
import { descentAdvice } from '../../src/descent/descent-advice.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const hessian = (largest: number, modulus: number) => ({
  eigenvalues: Float64Array.of(largest, modulus),
  modulus,
  factorization: scalarFactorization(0),
});

const ending: Ending = {
  iterations: 1234,
  learningRate: 0.003,
  learningRates: { largestStable: 0.0125, best: 0.011 },
  hessian: hessian(160, 0.5),
  hasClosedForm: true,
};

/** The numbers said; what they mean is for the reader to judge. */
const numbersIn = (status: DescentStatus, change: Partial<Ending> = {}) =>
  (descentAdvice(status, { ...ending, ...change }).match(/\d+(\.\d+)?(e[+-]?\d+)?/g) ?? []).map(Number);

describe('descentAdvice', () => {
  test('says something for every status', () => {
    const all = (['converged', 'stalled', 'diverged', 'max-iterations', 'aborted'] as const).map((status) =>
      descentAdvice(status, ending),
    );
    expect(new Set(all).size).toBe(5);
    for (const advice of all) expect(advice.length).toBeGreaterThan(40);
  });

  test('diverged: the rate, its ratio to the bound, the bound', () => {
    expect(numbersIn('diverged')).toEqual([0.003, 0.24, 0.0125]);
    expect(numbersIn('diverged', { learningRate: undefined })).toEqual([]);
    expect(numbersIn('diverged', { learningRates: undefined })).toEqual([]);
  });

  test('max-iterations: how many; the best rate when this one is at most half of it; κ from 100 on', () => {
    expect(numbersIn('max-iterations')).toEqual([1234, 0.003, 0.011, 320]);
    expect(numbersIn('max-iterations', { learningRate: 0.0055 })).toEqual([1234, 0.0055, 0.011, 320]);
    expect(numbersIn('max-iterations', { learningRate: 0.0056 })).toEqual([1234, 320]);
    expect(numbersIn('max-iterations', { learningRate: undefined })).toEqual([1234, 320]);
    expect(numbersIn('max-iterations', { learningRates: undefined })).toEqual([1234, 320]);
    expect(numbersIn('max-iterations', { learningRate: undefined, hessian: hessian(100, 1) })).toEqual([1234, 100]);
    expect(numbersIn('max-iterations', { learningRate: undefined, hessian: hessian(99, 1) })).toEqual([1234]);
    expect(numbersIn('max-iterations', { learningRate: undefined, hessian: hessian(1, 0) })).toEqual([1234]);
    expect(descentAdvice('stalled', { ...ending, hessian: hessian(1, 0) })).not.toContain('Infinity');
    expect(numbersIn('max-iterations', { learningRate: undefined, hessian: undefined })).toEqual([1234]);
  });

  test('stalled: κ; aborted: how many; converged: no number', () => {
    expect(numbersIn('stalled')).toEqual([320]);
    expect(numbersIn('aborted')).toEqual([1234]);
    expect(numbersIn('converged')).toEqual([]);
  });

  test('stalled: by rounding, at a stop and in a cycle are three stories', () => {
    const told = (standstill: NonNullable<Ending['standstill']>) => descentAdvice('stalled', { ...ending, standstill });
    expect(told({ kind: 'rounding', gradient: 1e-9 })).toMatch(/^Rounding/);
    const stopped = told({ kind: 'stopped', gradient: 0.25 });
    expect(stopped).toMatch(/stopped moving.*0\.25.*1234 iterations.*0\.003/);
    const cycle = told({ kind: 'cycle', gradient: 6, period: 2, span: 1.5 });
    expect(cycle).toMatch(/cycle.*6\.00.*every 2 iterations.*1\.50.*0\.0125/);
    for (const advice of [stopped, cycle]) expect(advice).not.toMatch(/Rounding|not enough/);
  });

  test('names no solver where there is no closed form, and no rate "auto" where no bound is known', () => {
    const without = { ...ending, hasClosedForm: false };
    for (const status of ['stalled', 'diverged', 'max-iterations'] as const) {
      expect(descentAdvice(status, ending)).toContain('solver');
      expect(descentAdvice(status, without)).not.toContain('solver');
    }
    for (const kind of ['rounding', 'stopped'] as const) {
      const standstill = { kind, gradient: 1 };
      expect(descentAdvice('stalled', { ...ending, standstill })).toContain('solver');
      expect(descentAdvice('stalled', { ...without, standstill })).not.toContain('solver');
    }
    expect(descentAdvice('diverged', ending)).toContain("'auto'");
    expect(descentAdvice('diverged', { ...ending, learningRates: undefined })).not.toContain("'auto'");
  });
});
