import { at } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descent, gradientDescent, heavyBall } from '../src/index.js';
import { codeOf } from './code-of.js';
import { spectrumOf, trajectory } from './diagonal-quadratic.js';
import { roundingBound, unitRoundoff } from './rounding-bound.js';

const seed = 20261102;

/**
 * eₖ of eₖ₊₁ = c eₖ − β eₖ₋₁, c = 1 + β − αλ, with e₋₁ = e₀ = 1 (v = 0 at the start), by its characteristic roots:
 * complex, z = √β e^{±iφ}: eₖ = β^{k/2} (cos kφ + b sin kφ); real, z₁ ≠ z₂: eₖ = a z₁ᵏ + (1 − a) z₂ᵏ; e₁ = c − β fixes b, a.
 */
function closedForm(c: number, beta: number, k: number): number {
  const discriminant = c * c - 4 * beta;
  const first = c - beta;
  if (discriminant < 0) {
    const phi = Math.acos(c / (2 * Math.sqrt(beta)));
    const b = (first / Math.sqrt(beta) - Math.cos(phi)) / Math.sin(phi);
    return beta ** (k / 2) * (Math.cos(k * phi) + b * Math.sin(k * phi));
  }
  const larger = (c + Math.sign(c) * Math.sqrt(discriminant)) / 2;
  const smaller = beta / larger;
  const a = (first - smaller) / (larger - smaller);
  return a * larger ** k + (1 - a) * smaller ** k;
}

/** Larger modulus of the roots of z² − c z + β. */
function radius(alpha: number, beta: number, lambda: number): number {
  const c = Math.abs(1 + beta - alpha * lambda);
  const discriminant = c * c - 4 * beta;
  return discriminant < 0 ? Math.sqrt(beta) : (c + Math.sqrt(discriminant)) / 2;
}

const worstRadius = (alpha: number, beta: number, eigenvalues: readonly number[]) =>
  Math.max(...eigenvalues.map((lambda) => radius(alpha, beta, lambda)));

/** At a double root c² − 4β is rounded by a few u, hence its root by a few √u: the accuracy of `radius`. */
const radiusTolerance = 4 * Math.sqrt(unitRoundoff);

describe('heavyBall: the trajectory', () => {
  it.each([
    [0.1, 0.9],
    [1, 0.9],
    [3.7, 0.9],
    [0.5, 0.3],
    [2.5, 0.5],
    [0.2, 0.99],
  ])('follows the closed form of its recurrence in every eigen-direction, αλmax = %f, β = %f', (product, beta) => {
    const eigenvalues = [3, 0.7, 0.002, 0];
    const minimum = [1, -2, 0.5, 7];
    const start = [-4, 3, 2, 1];
    const alpha = product / 3;
    const optimizer = descent(heavyBall({ learningRate: alpha, momentum: beta }));
    const steps = 200;
    const thetas = trajectory(optimizer, { eigenvalues, minimum }, start, steps);
    eigenvalues.forEach((lambda, i) => {
      const path = thetas.map((theta) => at(theta, i));
      const bounds = roundingBound(path, { lambda, minimum: minimum[i]!, alpha, beta });
      const error = start[i]! - minimum[i]!;
      const c = 1 + beta - alpha * lambda;
      // The formula's own rounding: c is known to 4u, a root's condition with respect to c is |z|/√|c² − 4β|, k-th powers
      // and k φ take it k-fold; a and b divide once more by the same root.
      const separation = Math.sqrt(Math.abs(c * c - 4 * beta));
      path.forEach((value, k) => {
        const formula = (8 * (k + 4) * unitRoundoff * Math.abs(error)) / Math.min(1, separation) ** 2;
        const expected = minimum[i]! + error * closedForm(c, beta, k);
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(
          bounds[k]! + formula + 2 * unitRoundoff * Math.abs(minimum[i]!),
        );
      });
    });
  });

  it('is the form of PyTorch: v ← βv + g, θ ← θ − αv, v = 0 at the start', () => {
    // By hand: λ = 1, c = 0, θ₀ = 8, α = ½, β = ½: v₁ = 8, θ₁ = 4; v₂ = 4 + 4 = 8, θ₂ = 0; v₃ = 4 + 0 = 4, θ₃ = −2.
    const optimizer = descent(heavyBall({ learningRate: 0.5, momentum: 0.5 }));
    const thetas = trajectory(optimizer, { eigenvalues: [1], minimum: [0] }, [8], 3);
    expect(thetas.map((theta) => at(theta, 0))).toEqual([8, 4, 0, -2]);
  });

  it('is gradient descent without momentum', () => {
    const quadratic = { eigenvalues: [3, 0.3], minimum: [1, 2] };
    const plain = trajectory(descent(gradientDescent({ learningRate: 0.2 })), quadratic, [5, -5], 50);
    const heavy = trajectory(descent(heavyBall({ learningRate: 0.2, momentum: 0 })), quadratic, [5, -5], 50);
    expect(heavy).toEqual(plain);
  });

  it('has momentum 0.9 unless told otherwise', () => {
    const rule = heavyBall({ learningRate: 0.1 });
    expect(rule.init(new Float64Array(1), { parameters: 1 }).momentum).toBe(0.9);
  });
});

describe('heavyBall: learning rates', () => {
  it('gives 2(1+β)/λmax and 2(1+β)/(λmax + λmin) for a given momentum', () => {
    const rates = heavyBall({ learningRate: 1, momentum: 0.5 }).learningRates?.(spectrumOf([8, 1, 0]));
    expect(rates).toEqual({ largestStable: 3 / 8, best: 3 / 8 / (1 + 1 / 8) });
  });

  it("gives Polyak's 4/(√L+√μ)² and ((√κ−1)/(√κ+1))² when both are free", () => {
    const rule = heavyBall({ learningRate: 'auto', momentum: 'auto' });
    const spectrum = spectrumOf([16, 5, 1]);
    const state = rule.init(new Float64Array(3), { parameters: 3, spectrum });
    expect(state.momentum).toBeCloseTo(9 / 25, 15);
    expect(state.learningRate).toBeCloseTo(4 / 25, 15);
    expect(rule.learningRates?.(spectrum).best).toBe(state.learningRate);
    expect(rule.learningRates?.(spectrum).largestStable).toBeCloseTo((2 * (1 + 9 / 25)) / 16, 15);
  });

  it('goes with the condition number, not with the scale: L = 36, μ = 4 has β = ¼, α = 4/(6 + 2)²', () => {
    const state = heavyBall({ learningRate: 'auto', momentum: 'auto' }).init(new Float64Array(2), {
      parameters: 2,
      spectrum: spectrumOf([36, 4]),
    });
    expect(state.momentum).toBeCloseTo(1 / 4, 15);
    expect(state.learningRate).toBeCloseTo(1 / 16, 15);
  });

  it('keeps a given momentum when only the rate is automatic: 2(1+β)/(L+μ), and says which rate is in force', () => {
    const rule = heavyBall({ learningRate: 'auto', momentum: 0.5 });
    const state = rule.init(new Float64Array(2), { parameters: 2, spectrum: spectrumOf([8, 4]) });
    expect(state.momentum).toBe(0.5);
    expect(state.learningRate).toBe(3 / 8 / (1 + 4 / 8));
    expect(rule.learningRate?.(state)).toBe(state.learningRate);
  });

  it('bounds nothing when the Hessian is zero', () => {
    const rates = heavyBall({ learningRate: 'auto', momentum: 'auto' }).learningRates?.(spectrumOf([0]));
    expect(rates).toEqual({ largestStable: Infinity, best: Infinity });
  });

  it('converges just below the largest stable rate and diverges just above, from every start', () => {
    const momentum = fc.double({ min: 0, max: 0.95, noNaN: true });
    const relative = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(momentum, relative, fc.integer({ min: -30, max: 30 }), (beta, others, exponent) => {
        const largest = 2 ** exponent;
        const eigenvalues = [largest, ...others.map((r) => r * largest)];
        const quadratic = { eigenvalues, minimum: eigenvalues.map(() => 0) };
        const start = eigenvalues.map(() => 1);
        const { largestStable } = heavyBall({ learningRate: 1, momentum: beta }).learningRates!(
          spectrumOf(eigenvalues),
        );
        const steps = 1000;
        const after = (ratio: number) => {
          const rule = heavyBall({ learningRate: ratio * largestStable, momentum: beta });
          return trajectory(descent(rule), quadratic, start, steps)[steps]!;
        };
        // At (1 ± ε) times the bound, ε = 1/100, the outer root is beyond −(1 ± 2ε): its derivative in c is ≥ 1 there. Below,
        // every root is ≤ max(0.98, √β); the factor k of a double root is at most `steps`, squared for slack.
        expect(Math.max(...after(0.99).map(Math.abs))).toBeLessThan(steps ** 2 * 0.98 ** steps);
        expect(Math.abs(at(after(1.01), 0))).toBeGreaterThan(1.02 ** (steps - 10));
      }),
      { seed, numRuns: 100 },
    );
  });

  it('has no better rate for a given momentum: brute force over the stable ones', () => {
    const momentum = fc.double({ min: 0, max: 0.99, noNaN: true });
    const smallest = fc.double({ min: 1e-6, max: 1, noNaN: true });
    fc.assert(
      fc.property(momentum, smallest, (beta, mu) => {
        const rule = heavyBall({ learningRate: 'auto', momentum: beta });
        const { largestStable, best } = rule.learningRates!(spectrumOf([1, mu]));
        const others = Array.from({ length: 399 }, (_, i) =>
          worstRadius(((i + 1) / 400) * largestStable, beta, [1, mu]),
        );
        expect(worstRadius(best, beta, [1, mu])).toBeLessThanOrEqual(Math.min(...others) + radiusTolerance);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('has no better momentum for a given rate: brute force', () => {
    const rate = fc.double({ min: 0.01, max: 3.9, noNaN: true });
    const smallest = fc.double({ min: 1e-4, max: 1, noNaN: true });
    fc.assert(
      fc.property(rate, smallest, (alpha, mu) => {
        const spectrum = spectrumOf([1, mu]);
        const rule = heavyBall({ learningRate: alpha, momentum: 'auto' });
        const { momentum, learningRate } = rule.init(new Float64Array(2), { parameters: 2, spectrum });
        expect(learningRate).toBe(alpha);
        const others = Array.from({ length: 400 }, (_, i) => worstRadius(alpha, i / 400, [1, mu]));
        expect(worstRadius(alpha, momentum, [1, mu])).toBeLessThanOrEqual(Math.min(...others) + radiusTolerance);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('has no better pair than both automatic: brute force', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1, noNaN: true }), (mu) => {
        const rule = heavyBall({ learningRate: 'auto', momentum: 'auto' });
        const { momentum, learningRate } = rule.init(new Float64Array(2), {
          parameters: 2,
          spectrum: spectrumOf([1, mu]),
        });
        const chosen = worstRadius(learningRate, momentum, [1, mu]);
        for (let i = 0; i < 60; i++) {
          const others = Array.from({ length: 59 }, (_, j) => worstRadius(((j + 1) / 60) * 4, i / 60, [1, mu]));
          expect(chosen).toBeLessThanOrEqual(Math.min(...others) + radiusTolerance);
        }
      }),
      { seed, numRuns: 30 },
    );
  });
});

describe('heavyBall: settings', () => {
  it.each([0, -1, NaN, Infinity])('refuses the learning rate %s', (learningRate) => {
    expect(codeOf(() => heavyBall({ learningRate }))).toBe('INVALID_OPTION');
  });

  it.each([-0.1, 1, 1.5, NaN, Infinity, 'high'])('refuses the momentum %s', (momentum) => {
    expect(codeOf(() => heavyBall({ learningRate: 0.1, momentum: momentum as number }))).toBe('INVALID_OPTION');
  });

  it("needs the spectrum iff something is 'auto'", () => {
    expect(heavyBall({ learningRate: 1, momentum: 0.5 }).needsSpectrum).toBe(false);
    for (const rule of [
      heavyBall({ learningRate: 'auto' }),
      heavyBall({ learningRate: 1, momentum: 'auto' }),
      heavyBall({ learningRate: 'auto', momentum: 'auto' }),
    ]) {
      expect(rule.needsSpectrum).toBe(true);
      expect(codeOf(() => rule.init(new Float64Array(2), { parameters: 2 }))).toBe('SPECTRUM_REQUIRED');
      const flat = { parameters: 2, spectrum: spectrumOf([0, 0]) };
      expect(codeOf(() => rule.init(new Float64Array(2), flat))).toBe('INVALID_OPTION');
    }
  });

  it('refuses an automatic momentum where none is stable', () => {
    const spectrum = spectrumOf([2, 1]);
    const init = (learningRate: number) =>
      heavyBall({ learningRate, momentum: 'auto' }).init(new Float64Array(2), { parameters: 2, spectrum });
    expect(init(1.99).momentum).toBeLessThan(1);
    expect(codeOf(() => init(2))).toBe('INVALID_OPTION');
    expect(codeOf(() => init(3))).toBe('INVALID_OPTION');
    // 4/λmax, the bound, as a number.
    expect(() => init(3)).toThrow(/ 2$/);
  });
});
