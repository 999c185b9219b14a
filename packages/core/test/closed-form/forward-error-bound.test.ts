import { describe, expect, test } from 'vitest';
import { forwardErrorBound } from '../../src/closed-form/forward-error-bound.js';

const input = {
  rows: 8,
  columns: 4,
  unitRoundoff: 2 ** -20,
  conditionNumber: 64,
  solutionNorm: 3,
  scaledResidualNorm: 0.5,
} as const;

describe('forwardErrorBound', () => {
  test.each(['qr', 'svd', 'tsqr'] as const)(
    '%s: κ ε/(1 − κ ε) (2 ‖θ‖ + (κ + 1) ‖r‖/‖A‖), ε = n p^(3/2) u',
    (solver) => {
      // κ ε = 64 · 8 · 8 · 2⁻²⁰ = 2⁻⁸; 2 · 3 + 65 · 0.5 = 38.5.
      expect(forwardErrorBound({ solver, ...input })).toBeCloseTo(38.5 / 255, 15);
    },
  );

  test('cholesky: κ² ε′/(1 − κ² ε′) (2 ‖θ‖ + ‖r‖/‖A‖), ε′ = (n + 3p + 1) p u', () => {
    // κ² ε′ = 4096 · 21 · 4 · 2⁻²⁰ = 84 · 2⁻⁸; 2 · 3 + 0.5 = 6.5.
    expect(forwardErrorBound({ solver: 'cholesky', ...input })).toBeCloseTo((6.5 * 84) / 172, 13);
  });

  test('says nothing once κ ε reaches 1', () => {
    const limit = { ...input, solver: 'qr' as const };
    expect(forwardErrorBound({ ...limit, conditionNumber: 2 ** 14 })).toBe(Infinity);
    expect(forwardErrorBound({ ...limit, conditionNumber: 2 ** 14 - 1 })).toBeLessThan(Infinity);
    expect(forwardErrorBound({ ...limit, conditionNumber: Infinity })).toBe(Infinity);
    expect(forwardErrorBound({ ...limit, conditionNumber: NaN })).toBe(Infinity);
    // Not even of a solution of zero: 1/0 · 0 is no bound.
    expect(forwardErrorBound({ ...limit, conditionNumber: 2 ** 14, solutionNorm: 0, scaledResidualNorm: 0 })).toBe(
      Infinity,
    );
    const normal = { ...input, solver: 'cholesky' as const };
    // 84 κ² < 2²⁰ up to κ = 111.
    expect(forwardErrorBound({ ...normal, conditionNumber: 111 })).toBeLessThan(Infinity);
    expect(forwardErrorBound({ ...normal, conditionNumber: 112 })).toBe(Infinity);
  });

  test('grows with everything that it depends on', () => {
    for (const solver of ['qr', 'cholesky'] as const) {
      const bound = forwardErrorBound({ solver, ...input });
      for (const key of Object.keys(input) as (keyof typeof input)[]) {
        expect(forwardErrorBound({ solver, ...input, [key]: input[key] * 1.05 })).toBeGreaterThan(bound);
      }
    }
  });
});
