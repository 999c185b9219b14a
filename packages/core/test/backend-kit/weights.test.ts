import { describe, expect, test } from 'vitest';
import type { LinearSystem } from '../../src/index.js';
import { reductionDivisor, squared, weightedDesign } from '../../src/index.js';

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

test("reductionDivisor is Σ w for 'mean', n without weights, and 1 for 'sum'", () => {
  const loss = squared({ reduction: 'mean' });
  expect(reductionDivisor({ ...system([1, 4, 9]), loss })).toBe(14);
  expect(reductionDivisor({ ...system(), loss })).toBe(3);
  expect(reductionDivisor(system([1, 4, 9]))).toBe(1);
});
