import { describe, expect, test } from 'vitest';
import type { Loss } from '../../src/contracts/loss.js';
import type { Penalty } from '../../src/contracts/penalty.js';
import { huber } from '../../src/losses/huber.js';
import { squared } from '../../src/losses/squared.js';
import { ridge } from '../../src/penalties/ridge.js';
import { withPenaltyRows } from '../../src/penalties/with-penalty-rows.js';
import { linearProblem } from '../../src/problem/linear-problem.js';

const design = { hi: Float64Array.of(1, 5, 1, 6, 1, 7), lo: Float64Array.of(0, 0.5, 0, 0.25, 0, 0.125) };

function rowsFor(settings: {
  readonly penalty?: Penalty;
  readonly loss?: Loss;
  readonly weights?: number[];
  readonly intercept?: boolean;
}) {
  const x = settings.intercept === false ? [[1, 5], [1, 6], [1, 7]] : [[5], [6], [7]];
  return withPenaltyRows(linearProblem({ x, y: [1, 2, 4], ...settings }), design);
}

describe('withPenaltyRows', () => {
  test('leaves a problem without a quadratic penalty alone', () => {
    const rows = rowsFor({});
    expect(rows.design).toBe(design);
    expect(rows).toEqual({ design, targets: Float64Array.of(1, 2, 4) });
    expect(rowsFor({ weights: [1, 0, 3] })).toEqual({
      design,
      targets: Float64Array.of(1, 2, 4),
      weights: Float64Array.of(1, 0, 3),
    });
    const lasso: Penalty = { name: 'lasso', value: () => 0, addGradient: () => undefined };
    expect(rowsFor({ penalty: lasso }).design).toBe(design);
  });

  test('appends √λ in the column of each penalised coefficient, target 0, weight 1', () => {
    expect(rowsFor({ penalty: ridge(4) })).toEqual({
      design: { hi: Float64Array.of(1, 5, 1, 6, 1, 7, 0, 2), lo: Float64Array.of(0, 0.5, 0, 0.25, 0, 0.125, 0, 0) },
      targets: Float64Array.of(1, 2, 4, 0),
      weights: Float64Array.of(1, 1, 1, 1),
    });
    expect(rowsFor({ penalty: ridge(4), intercept: false, weights: [5, 0, 3] })).toEqual({
      design: {
        hi: Float64Array.of(1, 5, 1, 6, 1, 7, 2, 0, 0, 2),
        lo: Float64Array.of(0, 0.5, 0, 0.25, 0, 0.125, 0, 0, 0, 0),
      },
      targets: Float64Array.of(1, 2, 4, 0, 0),
      weights: Float64Array.of(5, 0, 3, 1, 1),
    });
  });

  test('appends no row for a coefficient of weight 0', () => {
    expect(rowsFor({ penalty: ridge(0) }).targets.length).toBe(3);
  });

  test('gives them the weight that reduction and curvature will take back', () => {
    const weightOf = (loss: Loss, weights?: number[]) =>
      rowsFor({ penalty: ridge(4), loss, ...(weights && { weights }) }).weights![3];
    expect(weightOf(squared({ reduction: 'mean' }))).toBe(3);
    expect(weightOf(squared({ reduction: 'mean' }), [1, 0, 3.5])).toBe(4.5);
    expect(weightOf(squared({ reduction: 'sum' }), [1, 0, 3.5])).toBe(1);
    expect(weightOf(huber({ delta: 1, reduction: 'sum' }))).toBe(2);
    expect(weightOf(huber({ delta: 1, reduction: 'mean' }), [1, 0, 3.5])).toBe(9);
  });
});
