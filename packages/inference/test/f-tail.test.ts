import { describe, expect, it } from 'vitest';
import { fTail } from '../src/f-tail.js';

/** What a reader of p-values can ask for: 12 significant digits, in the far tail too. */
const digits = 1e-12;
const points = [1e-20, 1e-8, 1e-3, 0.5, 1, 5, 100, 1e4, 1e8, 1e20];
const counts = [1, 2, 3, 4, 9, 34, 100, 1000];

describe('the upper tail of the F distribution', () => {
  it.each(counts)('has its closed form for 2 and %i degrees of freedom', (d) => {
    // P(F₂,d ≥ f) = (1 + 2f/d)^(−d/2); the logarithm's error is amplified by d.
    for (const f of points) {
      const expected = Math.exp((-d / 2) * Math.log1p((2 * f) / d));
      if (expected < 1e-290) continue;
      expect(Math.abs(fTail(f, 2, d) / expected - 1)).toBeLessThan(digits + 1e-15 * d);
    }
  });

  it.each(counts)('has its closed form for %i and 2 degrees of freedom', (d) => {
    // P(F_d,2 ≥ f) = 1 − (1 + 2/(d f))^(−d/2).
    for (const f of points) {
      const expected = -Math.expm1((-d / 2) * Math.log1p(2 / (d * f)));
      expect(Math.abs(fTail(f, d, 2) / expected - 1)).toBeLessThan(digits);
    }
  });

  it('is 1 at 0, falls, and complements the reciprocal', () => {
    for (const d1 of counts) {
      for (const d2 of counts) {
        expect(fTail(0, d1, d2)).toBe(1);
        const tails = points.map((f) => fTail(f, d1, d2));
        tails.forEach((tail, k) => {
          if (k > 0) expect(tail).toBeLessThanOrEqual(tails[k - 1]!);
          // P(F_{d₁,d₂} ≥ f) + P(F_{d₂,d₁} ≥ 1/f) = 1 (Abramowitz & Stegun 26.6.9); absolute error near f = 0 as for t.
          expect(Math.abs(tail + fTail(1 / points[k]!, d2, d1) - 1)).toBeLessThan(1e-9);
        });
      }
    }
  });

  // NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.6.7.3, upper critical values of the F distribution.
  it.each([
    [0.05, 1, 10, 4.965],
    [0.05, 3, 20, 3.098],
    [0.05, 6, 9, 3.374],
    [0.05, 10, 100, 1.927],
    [0.1, 4, 12, 2.48],
    [0.01, 5, 30, 3.699],
    [0.01, 2, 8, 8.649],
  ])('has the published critical value: level %d, %i and %i', (level, d1, d2, critical) => {
    expect(fTail(critical - 0.0005, d1, d2)).toBeGreaterThan(level);
    expect(fTail(critical + 0.0005, d1, d2)).toBeLessThan(level);
  });
});
