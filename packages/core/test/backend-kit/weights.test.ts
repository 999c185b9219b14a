import { describe, expect, test } from 'vitest';
import type { LinearSystem } from '../../src/index.js';
import { squared, totalWeight, weightedDesign } from '../../src/index.js';

function system(weights?: readonly number[]): LinearSystem {
  return {
    rows: 3,
    columns: 2,
    design: Float64Array.of(1, 2, 3, 4, 5, 6),
    targets: new Float64Array(3),
    ...(weights && { weights: Float64Array.from(weights) }),
    loss: squared({ reduction: 'sum' }),
  };
}

describe('weightedDesign', () => {
  test('multiplies row i by √wᵢ and leaves A alone', () => {
    const weighted = system([1, 4, 9]);
    expect(Array.from(weightedDesign(weighted))).toEqual([1, 2, 6, 8, 15, 18]);
    expect(Array.from(weighted.design)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('without weights is A itself', () => {
    const plain = system();
    expect(weightedDesign(plain)).toBe(plain.design);
  });
});

test('totalWeight is Σ w, or n without weights', () => {
  expect(totalWeight(system([1, 4, 9]))).toBe(14);
  expect(totalWeight(system())).toBe(3);
});
