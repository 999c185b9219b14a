import { describe, expect, test } from 'vitest';
import { ridge } from '../../src/penalties/ridge.js';
import { refusal } from '../support/refusal.js';

describe('ridge', () => {
  const penalty = ridge(3);
  const theta = Float64Array.of(1, -2, 4);

  test('is λ times the sum of squares, the intercept left out', () => {
    expect(penalty.name).toBe('ridge');
    expect(penalty.value(theta, -1)).toBe(63);
    expect(penalty.value(theta, 0)).toBe(60);
    expect(penalty.value(theta, 2)).toBe(15);
  });

  test('adds its gradient 2λθ to what is there', () => {
    const gradient = Float64Array.of(10, 20, 30);
    penalty.addGradient(theta, 0, gradient);
    expect([...gradient]).toEqual([10, 8, 54]);
    penalty.addGradient(theta, -1, gradient);
    expect([...gradient]).toEqual([16, -4, 78]);
  });

  test('has the diagonal λ, the intercept left out', () => {
    expect([...penalty.diagonal!(3, 0)]).toEqual([0, 3, 3]);
    expect([...penalty.diagonal!(2, -1)]).toEqual([3, 3]);
  });

  test('λ = 0 penalises nothing', () => {
    expect(ridge(0).value(theta, -1)).toBe(0);
    expect([...ridge(0).diagonal!(2, -1)]).toEqual([0, 0]);
  });

  test.each([-1, NaN, Infinity, -Infinity])('refuses λ = %s', (lambda) => {
    expect(refusal(() => ridge(lambda))).toEqual({ code: 'INVALID_OPTION', argument: 'lambda', value: lambda });
  });
});
