import { FitError, at } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descent, gradientDescent } from '../src/index.js';
import { spectrumOf, trajectory } from './diagonal-quadratic.js';
import { roundingBound, unitRoundoff } from './rounding-bound.js';
import { codeOf } from './code-of.js';

const seed = 20261101;

describe('gradientDescent: the trajectory', () => {
  it.each([0.05, 0.4, 1, 1.3, 1.97])('follows (1 − αλ)ᵏ in every eigen-direction, αλmax = %f', (product) => {
    const eigenvalues = [3, 0.7, 0.02, 0];
    const minimum = [1, -2, 0.5, 7];
    const start = [-4, 3, 2, 1];
    const alpha = product / 3;
    const thetas = trajectory(descent(gradientDescent({ learningRate: alpha })), { eigenvalues, minimum }, start, 300);
    eigenvalues.forEach((lambda, i) => {
      const path = thetas.map((theta) => at(theta, i));
      const bounds = roundingBound(path, { lambda, minimum: minimum[i]!, alpha, beta: 0 });
      const error = start[i]! - minimum[i]!;
      path.forEach((value, k) => {
        const factor = (1 - alpha * lambda) ** k;
        // The formula's own rounding: 1 − αλ to 2u absolutely, so its k-th power to 2ku |1 − αλ|ᵏ⁻¹; two more for the rest.
        const formula = unitRoundoff * (2 * (k + 1) * Math.abs(error) + 2 * Math.abs(minimum[i]!));
        expect(Math.abs(value - (minimum[i]! + error * factor))).toBeLessThanOrEqual(bounds[k]! + formula);
      });
    });
  });

  it('reaches the minimum in one step when all eigenvalues are equal and the rate is the best', () => {
    const quadratic = { eigenvalues: [4, 4], minimum: [1, -3] };
    const thetas = trajectory(descent(gradientDescent({ learningRate: 'auto' })), quadratic, [9, 9], 1);
    expect([...thetas[1]!]).toEqual([1, -3]);
  });
});

describe('gradientDescent: learning rates', () => {
  it('gives 2/λmax and 2/(λmax + λmin)', () => {
    const rates = gradientDescent({ learningRate: 1 }).learningRates?.(spectrumOf([8, 2, 1]));
    expect(rates).toEqual({ largestStable: 0.25, best: 2 / 9 });
  });

  it('leaves out the eigenvalues that are numerically zero', () => {
    const rule = gradientDescent({ learningRate: 1 });
    expect(rule.learningRates?.(spectrumOf([8, 1, 0])).best).toBe(2 / 9);
    const threshold = 3 * 2 ** -52 * 8;
    expect(rule.learningRates?.(spectrumOf([8, 1, threshold])).best).toBe(2 / 9);
    expect(rule.learningRates?.(spectrumOf([8, 1, 2 * threshold])).best).toBeGreaterThan(2 / 9);
  });

  it('does not overflow for huge eigenvalues', () => {
    const rates = gradientDescent({ learningRate: 1 }).learningRates?.(spectrumOf([1.5e308, 1.5e308]));
    expect(rates?.best).toBe(1 / 1.5e308);
  });

  it('bounds nothing when the Hessian is zero: no rate diverges', () => {
    const rates = gradientDescent({ learningRate: 1 }).learningRates?.(spectrumOf([0, 0]));
    expect(rates).toEqual({ largestStable: Infinity, best: Infinity });
  });

  it('converges just below the largest stable rate and diverges just above, from every start', () => {
    const positive = fc.double({ min: 0.05, max: 1, noNaN: true });
    const scale = fc.integer({ min: -30, max: 30 }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 6 }), scale, (relative, largest) => {
        const eigenvalues = [largest, ...relative.map((r) => r * largest)];
        const quadratic = { eigenvalues, minimum: eigenvalues.map(() => 0) };
        const start = eigenvalues.map(() => 1);
        const { largestStable } = gradientDescent({ learningRate: 1 }).learningRates!(spectrumOf(eigenvalues));
        // At (1 ± ε) times the bound the largest direction grows or shrinks by 1 ± 2ε a step, ε = 1/100.
        const after = (ratio: number) =>
          trajectory(descent(gradientDescent({ learningRate: ratio * largestStable })), quadratic, start, 500)[500]!;
        expect(Math.max(...after(0.99).map(Math.abs))).toBeLessThan(1.01 * 0.98 ** 500);
        expect(Math.abs(at(after(1.01), 0))).toBeGreaterThan(0.99 * 1.02 ** 500);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('has no better rate than the best: brute force over the stable ones', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (smallest) => {
        const { largestStable, best } = gradientDescent({ learningRate: 1 }).learningRates!(spectrumOf([1, smallest]));
        const worst = (alpha: number) => Math.max(Math.abs(1 - alpha), Math.abs(1 - alpha * smallest));
        const others = Array.from({ length: 399 }, (_, i) => worst(((i + 1) / 400) * largestStable));
        // Two roundings in each of 1 − αλ.
        expect(worst(best)).toBeLessThanOrEqual(Math.min(...others) + 4 * unitRoundoff);
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe('gradientDescent: settings', () => {
  it.each([0, -1, NaN, Infinity, -Infinity, 'fast', undefined])('refuses the learning rate %s', (learningRate) => {
    expect(codeOf(() => gradientDescent({ learningRate: learningRate as number }))).toBe('INVALID_OPTION');
  });

  it('says which setting and which value', () => {
    try {
      gradientDescent({ learningRate: -1 });
      expect.unreachable();
    } catch (error) {
      expect((error as FitError).details).toEqual({ argument: 'learningRate', value: -1 });
    }
  });

  it("needs the spectrum for 'auto' only", () => {
    expect(gradientDescent({ learningRate: 1 }).needsSpectrum).toBe(false);
    const rule = gradientDescent({ learningRate: 'auto' });
    expect(rule.needsSpectrum).toBe(true);
    expect(codeOf(() => rule.init(new Float64Array(2), { parameters: 2 }))).toBe('SPECTRUM_REQUIRED');
  });

  it("resolves 'auto' to the best rate, and refuses a flat or broken spectrum", () => {
    const rule = gradientDescent({ learningRate: 'auto' });
    const start = new Float64Array(2);
    const init = (eigenvalues: number[]) =>
      rule.init(start, { parameters: 2, spectrum: { eigenvalues: Float64Array.from(eigenvalues) } });
    expect(rule.learningRate?.(init([3, 1]))).toBe(0.5);
    expect(codeOf(() => init([0, 0]))).toBe('INVALID_OPTION');
    expect(codeOf(() => init([1e-310, 0]))).toBe('INVALID_OPTION');
    expect(codeOf(() => init([NaN, 1]))).toBe('NON_FINITE_INPUT');
    expect(codeOf(() => init([1, -1]))).toBe('INVALID_INPUT');
  });
});
