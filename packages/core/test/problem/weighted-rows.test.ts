import { expect, test } from 'vitest';
import { withoutZeroWeights } from '../../src/problem/weighted-rows.js';

const design = { hi: Float64Array.of(1, 2, 3, 4, 5, 6), lo: Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6) };
const targets = Float64Array.of(7, 8, 9);

test('rows of weight zero go, the others stay in order', () => {
  expect(withoutZeroWeights({ design, targets, weights: Float64Array.of(2, 0, 3) })).toEqual({
    design: { hi: Float64Array.of(1, 2, 5, 6), lo: Float64Array.of(0.1, 0.2, 0.5, 0.6) },
    targets: Float64Array.of(7, 9),
    weights: Float64Array.of(2, 3),
    rows: 2,
  });
  expect(withoutZeroWeights({ design, targets, weights: Float64Array.of(-0, 5e-324, 0) }).targets).toEqual(
    Float64Array.of(8),
  );
});

test('low halves go with their rows', () => {
  expect(
    withoutZeroWeights({
      design,
      targets,
      weights: Float64Array.of(2, 0, 3),
      targetsLow: Float64Array.of(0.7, 0.8, 0.9),
      weightsLow: Float64Array.of(0.2, 0, 0.3),
    }),
  ).toMatchObject({ targetsLow: Float64Array.of(0.7, 0.9), weightsLow: Float64Array.of(0.2, 0.3) });
});

test('the same arrays come back when there is none', () => {
  const weights = Float64Array.of(1, 2, 3);
  const all = withoutZeroWeights({ design, targets, weights });
  expect(all.rows).toBe(3);
  expect([all.design, all.targets, all.weights].map((part, i) => part === [design, targets, weights][i])).toEqual([
    true,
    true,
    true,
  ]);
  const unweighted = withoutZeroWeights({ design, targets });
  expect(unweighted).toEqual({ design, targets, rows: 3 });
  expect(unweighted.design).toBe(design);
});
