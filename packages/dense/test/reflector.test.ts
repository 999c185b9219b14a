import { describe, expect, test } from 'vitest';
import { applyReflector, makeReflector } from '../src/reflector.js';

describe('makeReflector', () => {
  test('(3, 4) becomes β = −5 with v = (1, ½), τ = 8/5', () => {
    const a = Float64Array.of(7, 3, 4, 7);
    expect(makeReflector(a, 1, 2)).toBe(8 / 5);
    expect(Array.from(a)).toEqual([7, -5, 0.5, 7]);
  });

  test('β has the sign opposite to x₀, so that x₀ − β does not cancel', () => {
    const a = Float64Array.of(-3, 4);
    expect(makeReflector(a, 0, 2)).toBe(8 / 5);
    expect(Array.from(a)).toEqual([5, -0.5]);
  });

  test('x₀ = 0 counts as positive', () => {
    const a = Float64Array.of(0, 2);
    expect(makeReflector(a, 0, 2)).toBe(1);
    expect(Array.from(a)).toEqual([-2, 1]);
  });

  test('a zero vector stays: H = I, τ = 0', () => {
    const a = new Float64Array(3);
    expect(makeReflector(a, 0, 3)).toBe(0);
    expect(Array.from(a)).toEqual([0, 0, 0]);
  });

  test('a single number changes its sign: τ = 2', () => {
    const a = Float64Array.of(3);
    expect(makeReflector(a, 0, 1)).toBe(2);
    expect(Array.from(a)).toEqual([-3]);
  });
});

describe('applyReflector', () => {
  test('maps x to β e₁ and what is orthogonal to v to itself', () => {
    const a = Float64Array.of(7, 3, 4, 7);
    const tau = makeReflector(a, 1, 2);
    const b = Float64Array.of(9, 9, 3, 4, 9);
    applyReflector(a, 1, 2, tau, b, 2);
    expect(Array.from(b)).toEqual([9, 9, -5, 0, 9]);
    const orthogonal = Float64Array.of(-1, 2);
    applyReflector(a, 1, 2, tau, orthogonal, 0);
    expect(Array.from(orthogonal)).toEqual([-1, 2]);
  });
});
