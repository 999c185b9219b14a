import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { huber } from '../../src/losses/huber.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';

describe('huber', () => {
  const loss = huber({ delta: 2, reduction: 'sum' });

  test('is half the square up to δ, and a line beyond', () => {
    expect(loss).toMatchObject({ name: 'huber', reduction: 'sum', quadratic: false, maximalCurvature: 1 });
    const table = [-5, -2, -1.5, 0, 1, 2, 4].map((r) => [r, loss.rho(r), loss.derivative(r), loss.curvature(r)]);
    expect(table).toEqual([
      [-5, 8, -2, 0],
      [-2, 2, -2, 1],
      [-1.5, 1.125, -1.5, 1],
      [0, 0, 0, 1],
      [1, 0.5, 1, 1],
      [2, 2, 2, 1],
      [4, 6, 2, 0],
    ]);
  });

  test('is convex with a continuous derivative', () => {
    const residual = fc.double({ min: -10, max: 10, noNaN: true });
    holds(
      fc.property(residual, residual, (r, s) => {
        expect(Math.abs(loss.derivative(r) - loss.derivative(s))).toBeLessThanOrEqual(Math.abs(r - s) * (1 + 2 ** -50));
        expect(loss.rho(s)).toBeGreaterThanOrEqual(loss.rho(r) + loss.derivative(r) * (s - r) - 1e-13);
      }),
    );
  });

  test.each([0, -1, NaN, Infinity, -Infinity])('refuses δ = %s', (delta) => {
    expect(refusal(() => huber({ delta, reduction: 'sum' }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'delta',
      value: delta,
    });
  });
});
