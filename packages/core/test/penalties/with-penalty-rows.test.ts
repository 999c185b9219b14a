import { describe, expect, test } from 'vitest';
import type { Loss } from '../../src/contracts/loss.js';
import type { LowHalves } from '../../src/contracts/problem.js';
import type { Penalty } from '../../src/contracts/penalty.js';
import { huber } from '../../src/losses/huber.js';
import { squared } from '../../src/losses/squared.js';
import { ridge } from '../../src/penalties/ridge.js';
import { withPenaltyRows } from '../../src/penalties/with-penalty-rows.js';
import { powerOfTwo } from '../../src/power-of-two.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { Rational } from '../support/rational.js';

const design = { hi: Float64Array.of(1, 5, 1, 6, 1, 7), lo: Float64Array.of(0, 0.5, 0, 0.25, 0, 0.125) };

function rowsFor(settings: {
  readonly penalty?: Penalty;
  readonly loss?: Loss;
  readonly weights?: number[];
  readonly intercept?: boolean;
}) {
  const x =
    settings.intercept === false
      ? [
          [1, 5],
          [1, 6],
          [1, 7],
        ]
      : [[5], [6], [7]];
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

  test('the square of a row times its weight is λ Σw · 2/sup ρ″, in double-double', () => {
    const heavy = [1, 0, 3.7];
    const total = Rational.of(1).plus(Rational.of(3.7));
    for (const [loss, weights, factor] of [
      [squared({ reduction: 'sum' }), undefined, Rational.of(1)],
      [squared({ reduction: 'sum' }), heavy, Rational.of(1)],
      [squared({ reduction: 'mean' }), undefined, Rational.of(3)],
      [squared({ reduction: 'mean' }), heavy, total],
      [squared({ reduction: 'mean' }), [2 ** -60, 1, 1e16], Rational.of(2 ** -60).plus(Rational.sum(1, 1e16))],
      [huber({ delta: 1, reduction: 'sum' }), undefined, Rational.of(2)],
      [huber({ delta: 1, reduction: 'mean' }), heavy, total.times(Rational.of(2))],
    ] as const) {
      for (const lambda of [2, 0.1, 1e300, 1e-300, 5e-324, Number.MAX_VALUE]) {
        const { design: all, weights: allWeights } = rowsFor({
          penalty: ridge(lambda),
          loss,
          ...(weights && { weights: [...weights] }),
        });
        const entry = Rational.sum(all.hi[7]!, all.lo[7]!);
        const exact = Rational.of(lambda).times(factor);
        const error = entry.times(entry).times(Rational.of(allWeights![3]!)).minus(exact);
        // Of the radicand: the sum (3 u² a term), two products (7 u²) and a quotient (15 u²), 38 u²; of the root, twice:
        // the Newton step (½ (½u)² from its curvature, 2 u² from its own roundings) and its sum, 3 u². Below 64 u².
        expect(error.isWithin(64 * 2 ** -106, exact)).toBe(true);
        expect(allWeights![3]).toBe(powerOfTwo(allWeights![3]!));
      }
    }
  });

  test('weighs the rows by the power of two of what the reduction takes back', () => {
    const weightOf = (loss: Loss, weights?: number[]) =>
      rowsFor({ penalty: ridge(4), loss, ...(weights && { weights }) }).weights![3];
    expect(weightOf(squared({ reduction: 'mean' }))).toBe(2);
    expect(weightOf(squared({ reduction: 'mean' }), [1, 0, 3.5])).toBe(4);
    expect(weightOf(squared({ reduction: 'sum' }), [1, 0, 3.5])).toBe(1);
    expect(weightOf(huber({ delta: 1, reduction: 'sum' }))).toBe(1);
  });

  test('low halves of y and of the weights go along, zero for the rows of the penalty', () => {
    const low = { y: Float64Array.of(2 ** -60, 0, 2 ** -59), weights: Float64Array.of(0, 2 ** -58, 0) };
    const rows = (settings: object, halves: LowHalves = low) =>
      withPenaltyRows({ ...linearProblem({ x: [[5], [6], [7]], y: [1, 2, 4], ...settings }), low: halves }, design);
    const weights = [1, 2, 3];
    expect(rows({ weights })).toMatchObject({ targetsLow: low.y, weightsLow: low.weights });
    expect(rows({ weights, penalty: ridge(4) })).toMatchObject({
      targetsLow: Float64Array.of(2 ** -60, 0, 2 ** -59, 0),
      weightsLow: Float64Array.of(0, 2 ** -58, 0, 0),
    });
    for (const penalty of [undefined, ridge(4)]) {
      const bare = rows({ weights, ...(penalty && { penalty }) }, {});
      expect(Object.keys(bare).sort()).toEqual(['design', 'targets', 'weights']);
      const targetsOnly = rows({ weights, ...(penalty && { penalty }) }, { y: low.y });
      expect(Object.keys(targetsOnly).sort()).toEqual(['design', 'targets', 'targetsLow', 'weights']);
    }
  });
});
