import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimumNorm } from '../../src/closed-form/minimum-norm.js';
import { holds } from '../support/holds.js';

const U = 2 ** -53;
const shortest = (theta: number[], nullSpace: number[]) => {
  const z = minimumNorm(Float64Array.from(theta), Float64Array.from(nullSpace));
  return {
    z: [...z],
    theta: theta.map((value, i) => z.reduce((sum, step, k) => sum + nullSpace[i * z.length + k]! * step, value)),
  };
};

describe('minimumNorm', () => {
  test('removes the part along one direction', () => {
    // θ = (3, 1) along (1, 1): z = −2.
    expect(shortest([3, 1], [1, 1]).z[0]).toBeCloseTo(-2, 14);
    expect(shortest([3, 1], [0, 2]).z).toEqual([-0.5]);
    expect(shortest([3, 1], [])).toEqual({ z: [], theta: [3, 1] });
  });

  test('removes the part in a plane of two directions that are not orthogonal', () => {
    // N = [(1, 0, 0), (1, 1, 0)]: N z = −(5, 7, 0) for z = (2, −7).
    const { z, theta } = shortest([5, 7, 9], [1, 1, 0, 1, 0, 0]);
    expect(z[0]).toBeCloseTo(2, 13);
    expect(z[1]).toBeCloseTo(-7, 13);
    expect(theta[2]).toBe(9);
  });

  test('of three directions', () => {
    // Columns (1,0,0,0), (2,3,0,0), (4,5,6,0): back substitution by hand from −(1, 2, 3, 4).
    const { z } = shortest([1, 2, 3, 4], [1, 2, 4, 0, 3, 5, 0, 0, 6, 0, 0, 0]);
    expect(z[2]).toBeCloseTo(-1 / 2, 14);
    expect(z[1]).toBeCloseTo(1 / 6, 14);
    expect(z[0]).toBeCloseTo(2 / 3, 14);
  });

  test('works at any scale of the columns', () => {
    for (const scale of [2 ** 1000, 2 ** -1000, 2 ** 600]) {
      expect(shortest([3, 1], [scale, scale]).z[0]! * scale).toBeCloseTo(-2, 14);
      const { z } = shortest([5, 7, 9], [scale, 1, 0, 1, 0, 0]);
      expect(z[0]! * scale).toBeCloseTo(2, 13);
      expect(z[1]).toBeCloseTo(-7, 13);
    }
  });

  test('the result is orthogonal to the null space to κ u, also where two columns are nearly parallel', () => {
    const entry = fc.integer({ min: -100, max: 100 });
    const vector = fc
      .array(entry, { minLength: 5, maxLength: 5 })
      .filter((values) => values.some((value) => value !== 0));
    holds(
      fc.property(vector, vector, vector, fc.integer({ min: 0, max: 30 }), (theta, a, b, closeness) => {
        const near = a.map((value, i) => value + b[i]! * 2 ** -closeness);
        const rejected = b.map((value, i) => value - (a[i]! * dot(a, b)) / dot(a, a));
        fc.pre(dot(rejected, rejected) > 1e-6 * dot(b, b));
        const found = shortest(
          theta,
          a.flatMap((value, i) => [value, near[i]!]),
        ).theta;
        // z may be large where the columns nearly agree: θ + N z then rounds at the size of its terms, ‖b‖ 2^closeness u.
        const size = Math.sqrt(dot(theta, theta)) * 2 ** closeness * 1e3;
        for (const direction of [a, b]) {
          expect(Math.abs(dot(found, direction))).toBeLessThanOrEqual(
            64 * U * size * Math.sqrt(dot(direction, direction)) + 1e-300,
          );
        }
      }),
      300,
    );
  });
});

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
