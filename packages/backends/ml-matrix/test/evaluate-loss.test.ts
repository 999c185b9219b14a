import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { at, huber, squared } from '@wellposed/core';
import type { Evaluation, Loss } from '@wellposed/core';
import { expect, test } from 'vitest';

const sum = squared({ reduction: 'sum' });
const mean = squared({ reduction: 'mean' });

/** A = [1 2; 3 4; 5 6], y = (1, −1, 2), θ = (1, −1): A θ = (−1, −1, −1), r = (2, 0, 3). */
function evaluate(loss: Loss, weights?: Float64Array): Evaluation {
  const session = mlMatrix.open({
    rows: 3,
    columns: 2,
    design: Float64Array.of(1, 2, 3, 4, 5, 6),
    targets: Float64Array.of(1, -1, 2),
    ...(weights && { weights }),
    loss,
  });
  return session.evaluate({ theta: Float64Array.of(1, -1) });
}

test.each([
  ['squared, sum', sum, undefined, 13, [-34, -44]],
  ['squared, mean: over n', mean, undefined, 13 / 3, [-34 / 3, -44 / 3]],
  ['weights multiply the squared residuals', sum, Float64Array.of(2, 5, 0.5), 12.5, [-23, -34]],
  ['mean of weights: over Σ w', mean, Float64Array.of(2, 5, 0.5), 12.5 / 7.5, [-23 / 7.5, -34 / 7.5]],
  ['huber, δ = 2.5', huber({ delta: 2.5, reduction: 'sum' }), undefined, 6.375, [-14.5, -19]],
])('%s', (_, loss, weights, value, gradient) => {
  const evaluation = evaluate(loss, weights);
  expect(evaluation.value).toBe(value);
  expect(Array.from(evaluation.gradient)).toEqual(gradient);
});

test('the sums over 10⁵ rows are blocked: error below γ_m Σ |terms|, m = 64 + 11', () => {
  const n = 100_000;
  const session = mlMatrix.open({
    rows: n,
    columns: 1,
    design: new Float64Array(n).fill(1),
    targets: new Float64Array(n).fill(0.1),
    loss: sum,
  });
  const { value, gradient } = session.evaluate({ theta: Float64Array.of(0) });
  const bound = (64 + 11 + 3) * 2 ** -53;
  expect(Math.abs(value / 1e3 - 1)).toBeLessThanOrEqual(bound);
  expect(Math.abs(at(gradient, 0) / -2e4 - 1)).toBeLessThanOrEqual(bound);
});
