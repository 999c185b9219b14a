import { at, huber, squared } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSystem } from './support/open-system.js';

const U = 2 ** -53;

const a = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const y = [1, -1, 2];
const theta = Float64Array.of(1, -1);
// By hand: A θ = (−1, −1, −1), r = (2, 0, 3).

describe('evaluate', () => {
  test('squared, sum: Σ r² = 13, gradient −2 Aᵀ r = (−34, −44)', () => {
    const { value, gradient } = openSystem({ a, y }).evaluate({ theta });
    expect(value).toBe(13);
    expect(Array.from(gradient)).toEqual([-34, -44]);
  });

  test('squared, mean: over n = 3 rows', () => {
    const { value, gradient } = openSystem({ a, y, loss: squared({ reduction: 'mean' }) }).evaluate({ theta });
    expect(value).toBe(13 / 3);
    expect(Array.from(gradient)).toEqual([-34 / 3, -44 / 3]);
  });

  test('weights multiply the squared residuals; mean divides by their sum', () => {
    const weights = [2, 5, 0.5];
    // Σ w r² = 8 + 0 + 4.5; −2 Aᵀ (w r) with w r = (4, 0, 1.5).
    const sum = openSystem({ a, y, weights }).evaluate({ theta });
    expect(sum.value).toBe(12.5);
    expect(Array.from(sum.gradient)).toEqual([-2 * (4 + 7.5), -2 * (8 + 9)]);
    const mean = openSystem({ a, y, weights, loss: squared({ reduction: 'mean' }) }).evaluate({ theta });
    expect(mean.value).toBe(12.5 / 7.5);
    expect(Array.from(mean.gradient)).toEqual([-23 / 7.5, -34 / 7.5]);
  });

  test('huber, δ = 2.5: ρ = ½ 2² + 2.5 (3 − 1.25) = 6.375, ρ′ = (2, 0, 2.5)', () => {
    const loss = huber({ delta: 2.5, reduction: 'sum' });
    const { value, gradient } = openSystem({ a, y, loss }).evaluate({ theta });
    expect(value).toBe(6.375);
    expect(Array.from(gradient)).toEqual([-(2 + 12.5), -(4 + 15)]);
  });

  test('one row, one column', () => {
    const { value, gradient } = openSystem({ a: [[3]], y: [5] }).evaluate({ theta: Float64Array.of(1) });
    expect([value, ...gradient]).toEqual([4, -12]);
  });

  test('the sums do not lose digits with n: error below γ_m Σ |terms|, m = 64 + 14 for 10⁶ rows', () => {
    const n = 1_000_000;
    const session = openSystem({ a: new Array<number[]>(n).fill([1]), y: new Array<number>(n).fill(0.1) });
    const { value, gradient } = session.evaluate({ theta: Float64Array.of(0) });
    // Exact: n 0.1² and −2 n 0.1, to within a few roundings of 0.1 and its square.
    const bound = (64 + 14 + 3) * U;
    expect(Math.abs(value / 1e4 - 1)).toBeLessThanOrEqual(bound);
    expect(Math.abs(at(gradient, 0) / -2e5 - 1)).toBeLessThanOrEqual(bound);
  });

  test('does not depend on earlier evaluations, nor on what the caller does with θ afterwards', () => {
    const session = openSystem({ a, y });
    const query = { theta: Float64Array.of(5, 7) };
    session.evaluate(query);
    query.theta.fill(NaN);
    expect(session.evaluate({ theta }).value).toBe(13);
  });

  test('the gradient of Huber’s loss is that of its central differences, for weights and both reductions', () => {
    const small = fc.integer({ min: -64, max: 64 }).map((value) => value / 16);
    const input = fc.record({
      a: fc.array(fc.tuple(small, small, small), { minLength: 1, maxLength: 150 }),
      theta: fc.tuple(small, small, small),
      delta: fc.constantFrom(0.3, 1.7, 5.1),
      reduction: fc.constantFrom('sum' as const, 'mean' as const),
      seed: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(input, ({ a: rows, theta: point, delta, reduction, seed }) => {
        const targets = rows.map((_, i) => ((i * 37 + seed * 11) % 64) / 8 - 4);
        const weights = rows.map((_, i) => 1 + ((i * seed) % 5) / 4);
        const session = openSystem({ a: rows, y: targets, weights, loss: huber({ delta, reduction }) });
        const start = Float64Array.from(point);
        const gradient = Float64Array.from(session.evaluate({ theta: start }).gradient);
        // A, θ and y are multiples of 2⁻⁴, so the residuals are of 2⁻⁸, and the three δ are at least 2⁻¹⁰·⁴ from any such
        // number. The step moves no residual by more than 4 · 2⁻¹³, so every ρ stays on one parabola or line, where the
        // central difference is exact. What is left is rounding: γ_m of each value, over the step, and of the gradient.
        const step = 2 ** -13;
        const m = Math.min(rows.length, 64) + 2 + 10;
        for (let j = 0; j < 3; j++) {
          const [up, down] = [Float64Array.from(start), Float64Array.from(start)];
          up[j] = at(up, j) + step;
          down[j] = at(down, j) - step;
          const [high, low] = [session.evaluate({ theta: up }).value, session.evaluate({ theta: down }).value];
          const slope = (high - low) / (2 * step);
          const terms = reduction === 'mean' ? 1 : rows.length;
          const bound = (m * U * (high + low)) / (2 * step) + m * U * terms * 2 * 5.1 * 4;
          expect(Math.abs(slope - at(gradient, j))).toBeLessThanOrEqual(bound);
        }
      }),
      { seed: 20264, numRuns: 200 },
    );
  });
});
