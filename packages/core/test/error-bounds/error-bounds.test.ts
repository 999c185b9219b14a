import { describe, expect, test } from 'vitest';
import { backwardError } from '../../src/error-bounds/backward-error.js';
import { forwardError } from '../../src/error-bounds/forward-error.js';
import { gamma } from '../../src/error-bounds/gamma.js';
import { perturbationBound } from '../../src/error-bounds/perturbation-bound.js';

const u = 2 ** -20;

describe('gamma', () => {
  test('k u/(1 − k u), and nothing from k u = 1 on', () => {
    expect(gamma(2 ** 18, u)).toBe(0.25 / 0.75);
    expect(gamma(0, u)).toBe(0);
    expect(gamma(2 ** 20, u)).toBe(Infinity);
    expect(gamma(2 ** 21, u)).toBe(Infinity);
    expect(gamma(2 ** 20 - 1, u)).toBeLessThan(Infinity);
  });
});

describe('backwardError', () => {
  // n = 8, p = 4: r = 4, √r = 2, a reflection of length 8 γ₁₂₁.
  const size = { rows: 8, columns: 4, unitRoundoff: u };
  const reflections = 4 * gamma(121, u);
  const rest = gamma(4, u) + 3 * u;

  test('counts the roundings of each solver', () => {
    expect(backwardError('qr', size)).toBe(2 * (reflections + rest));
    // ⌈log₂(8/4)⌉ = 1 level more.
    expect(backwardError('tsqr', size)).toBe(2 * (2 * reflections + rest));
    // 6·4² + 10·4 = 136 rotations.
    expect(backwardError('svd', size)).toBe(4 * (2 * reflections + 136 * gamma(9, u) + rest));
    expect(backwardError('cholesky', size)).toBe(4 * (gamma(13, u) + 2 * gamma(13, u)));
  });

  test('of a wide matrix has min(n, p) steps, and no levels', () => {
    const wide = { rows: 4, columns: 9, unitRoundoff: u };
    expect(backwardError('qr', wide)).toBe(2 * (4 * gamma(73, u) + gamma(9, u) + 3 * u));
    expect(backwardError('tsqr', wide)).toBe(backwardError('qr', wide));
  });
});

// κ = 16, everything else different.
const sensitivity = { norm: 4, inverseNorm: 4, theta: 3, residual: 5, f: 7, g: 11 };

describe('perturbationBound', () => {
  test('ε (‖Ã⁺‖ (‖f‖ + ‖Ã‖‖θ‖) + ‖Ã⁺‖² (‖g‖ + ‖Ã‖‖r‖)), ‖Ã⁺‖ larger by 1/(1 − κ ε)', () => {
    // κ ε = 1/4: ‖Â⁺‖ ≤ 16/3; target 7 + 12 = 19, dual 11 + 20 = 31.
    const epsilon = 2 ** -6;
    const { theta, residual } = perturbationBound(epsilon, sensitivity);
    expect(theta).toBeCloseTo(epsilon * ((16 / 3) * 19 + (16 / 3) ** 2 * 31), 12);
    expect(residual).toBeCloseTo(epsilon * (19 + (16 / 3) * 31), 12);
  });

  test('promises nothing once the perturbation takes more than half of the smallest singular value', () => {
    expect(perturbationBound(2 ** -5, sensitivity).theta).toBeLessThan(Infinity);
    expect(perturbationBound(2 ** -5 * (1 + 2 ** -50), sensitivity)).toEqual({ theta: Infinity, residual: Infinity });
    expect(perturbationBound(NaN, sensitivity)).toEqual({ theta: Infinity, residual: Infinity });
    expect(perturbationBound(2 ** -5, { ...sensitivity, inverseNorm: Infinity }).theta).toBe(Infinity);
  });
});

describe('forwardError', () => {
  const size = { rows: 8, columns: 4, unitRoundoff: 2 ** -40 };

  test.each(['qr', 'svd', 'tsqr'] as const)('%s perturbs by its backward error', (solver) => {
    expect(forwardError(solver, { ...size, ...sensitivity })).toEqual(
      perturbationBound(backwardError(solver, size), sensitivity),
    );
  });

  test('cholesky: ε ‖Ã⁺‖² (‖Ã‖ (‖f‖ + ‖Ã‖‖θ‖) + ‖g‖)/(1 − κ² ε)', () => {
    const epsilon = backwardError('cholesky', size);
    const source = (epsilon * (4 * 19 + 11)) / (1 - 256 * epsilon);
    const { theta, residual } = forwardError('cholesky', { ...size, ...sensitivity });
    expect(theta / (16 * source)).toBeCloseTo(1, 14);
    expect(residual / (4 * source + 19 * epsilon)).toBeCloseTo(1, 14);
  });

  test('cholesky promises nothing once κ² ε exceeds one half', () => {
    const epsilon = backwardError('cholesky', size);
    const kappa = Math.sqrt(0.5 / epsilon);
    const at = (inverseNorm: number) => forwardError('cholesky', { ...size, ...sensitivity, norm: 1, inverseNorm });
    expect(at(kappa * 0.999).theta).toBeLessThan(Infinity);
    expect(at(kappa * 1.001)).toEqual({ theta: Infinity, residual: Infinity });
  });
});
