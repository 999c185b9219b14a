import { describe, expect, test } from 'vitest';
import { chebyshevMajorant, conversionUnderflow } from '../../src/bases/chebyshev-majorant.js';

describe('chebyshevMajorant', () => {
  test('of T₀ … T₃ on [1, 2], where t = 2x − 3, signs made positive', () => {
    // s = 2, o = 3. T₂ = 2t·t − 1: x² 2·2·2, x 2(2·3 + 3·2), 1 2·3·3 + 1. T₃ = 2t T₂ − t: x³ 2·2·8, x² 2(2·24 + 3·8),
    // x 2(2·19 + 3·24) + 2, 1 2·3·19 + 3.
    expect([...chebyshevMajorant(3, [1, 2])]).toEqual(
      [
        [1, 3, 19, 117],
        [0, 2, 24, 222],
        [0, 0, 8, 144],
        [0, 0, 0, 32],
      ].flat(),
    );
  });
});

test('conversionUnderflow: four operations an entry and step, growing by 2(s + o) + 1', () => {
  const tiny = 2 * Number.MIN_VALUE;
  expect([...conversionUnderflow(2, [1, 2])]).toEqual([0, 4 * 11 * tiny, 8 * 121 * tiny]);
});
