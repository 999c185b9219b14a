import { describe, expect, it } from 'vitest';
import { twoSidedProbability, twoSidedQuantile } from '../src/students-t.js';

/** What a reader of p-values can ask for: 12 significant digits, in the far tail too. */
const digits = 1e-12;

/** P(|T| ≥ t) in closed form, written without cancellation. */
const closedForms: Record<number, (t: number) => number> = {
  // Cauchy: 1 − (2/π) arctan t.
  1: (t) => (2 / Math.PI) * Math.atan2(1, t),
  // 1 − t/√(t² + 2) = 2 / (√(t² + 2) (√(t² + 2) + t)).
  2: (t) => 2 / (Math.hypot(t, Math.SQRT2) * (Math.hypot(t, Math.SQRT2) + t)),
};

const points = [
  ...[1e-300, 1e-20, 1e-12, 1e-10, 1e-8, 1e-6, 1e-5, 4.9e-5, 5.1e-5, 1e-4, 1e-3],
  ...[0.01, 0.1, 0.5, 1, 1.5, 2, 3, 5, 12.7, 100, 1e3, 1e5, 1e10, 1e50, 0.9e100, 1.1e100, 1e150],
];

describe.each([1, 2])('two-sided probability, ν = %i', (degreesOfFreedom) => {
  it.each(points)('has its closed form at t = %d', (t) => {
    const expected = closedForms[degreesOfFreedom]!(t);
    expect(Math.abs(twoSidedProbability(t, degreesOfFreedom) / expected - 1)).toBeLessThan(digits);
    expect(twoSidedProbability(-t, degreesOfFreedom)).toBe(twoSidedProbability(t, degreesOfFreedom));
  });
});

describe('two-sided probability', () => {
  it('is 1 at t = 0 and never above', () => {
    for (const degreesOfFreedom of [1, 2, 3, 10, 1000]) {
      expect(twoSidedProbability(0, degreesOfFreedom)).toBe(1);
      for (const t of [1e-300, 1e-20, 1e-10, 1e-8, 1e-5]) {
        expect(twoSidedProbability(t, degreesOfFreedom)).toBeLessThanOrEqual(1);
        // The density is below 2/5: 1 − P < (4/5) t.
        expect(twoSidedProbability(t, degreesOfFreedom)).toBeGreaterThanOrEqual(1 - 0.8 * t - digits);
      }
    }
  });

  it('is a power of t where t² overflows, and 0 only where that underflows', () => {
    // ν = 1: (2/π) arctan(1/t).
    for (const t of [1e155, 1e200, 1e300]) {
      expect(Math.abs(twoSidedProbability(t, 1) / ((2 / Math.PI) * (1 / t)) - 1)).toBeLessThan(digits);
    }
    expect(twoSidedProbability(1e200, 5)).toBe(0);
    expect(twoSidedProbability(Number.MAX_VALUE, 1)).toBeGreaterThan(0);
  });

  it('keeps its digits far in the tail: for even ν, by the finite sum', () => {
    // ν = 4: P(|T| ≥ t) = 1 − sin φ (1 + ½ cos² φ), tan φ = t/2 (Abramowitz & Stegun 26.7.4); as a series in c = cos²
    // φ: 1 − (1 + c/2) √(1 − c) = ⅜ c² + ⅛ c³ + 9/128 c⁴ + …, all terms positive; beyond c⁴ below ½ c⁵.
    for (const t of [1e3, 1e5, 1e9]) {
      const c = 1 / (1 + (t / 2) ** 2);
      const expected = (3 / 8) * c ** 2 + (1 / 8) * c ** 3 + (9 / 128) * c ** 4;
      expect(Math.abs(twoSidedProbability(t, 4) / expected - 1)).toBeLessThan(digits);
    }
  });
});

describe('two-sided quantile', () => {
  it('has its closed forms for ν = 1 and ν = 2', () => {
    for (const confidence of [0.1, 0.5, 0.9, 0.95, 0.99, 0.999]) {
      const cauchy = Math.tan((Math.PI / 2) * confidence);
      expect(Math.abs(twoSidedQuantile(confidence, 1) / cauchy - 1)).toBeLessThan(digits);
      const two = confidence * Math.sqrt(2 / ((1 - confidence) * (1 + confidence)));
      expect(Math.abs(twoSidedQuantile(confidence, 2) / two - 1)).toBeLessThan(digits);
    }
  });

  // NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.6.7.2, upper critical values of Student's t.
  it.each([
    [0.8, 5, '1.476'],
    [0.9, 5, '2.015'],
    [0.95, 5, '2.571'],
    [0.98, 5, '3.365'],
    [0.99, 5, '4.032'],
    [0.95, 9, '2.262'],
    [0.95, 10, '2.228'],
    [0.99, 10, '3.169'],
    [0.95, 30, '2.042'],
    [0.95, 100, '1.984'],
    [0.99, 100, '2.626'],
  ])('has the published value: confidence %d, ν = %i: %s', (confidence, degreesOfFreedom, published) => {
    expect(twoSidedQuantile(confidence, degreesOfFreedom).toFixed(3)).toBe(published);
  });

  it('approaches the normal distribution as ν grows', () => {
    // t = z + (z³ + z)/(4ν) + O(ν⁻²) (Abramowitz & Stegun 26.7.5), z = 1.959963984540054 at 95 %.
    const z = 1.959963984540054;
    for (const degreesOfFreedom of [1e4, 1e6]) {
      const expected = z + (z ** 3 + z) / (4 * degreesOfFreedom);
      expect(Math.abs(twoSidedQuantile(0.95, degreesOfFreedom) - expected)).toBeLessThan(
        3 / degreesOfFreedom ** 2 + 1e-11,
      );
    }
  });

  it('is the inverse of the probability', () => {
    for (const degreesOfFreedom of [1, 2, 3, 9, 34, 1000]) {
      for (const confidence of [0.05, 0.5, 0.9, 0.95, 0.999, 0.999999]) {
        const p = twoSidedProbability(twoSidedQuantile(confidence, degreesOfFreedom), degreesOfFreedom);
        // p moves by at most (ν + 1) · relative error of q, and by 2u/(1 − confidence) from forming 1 − confidence.
        expect(Math.abs(p / (1 - confidence) - 1)).toBeLessThan((degreesOfFreedom + 1) * digits);
      }
    }
  });
});
