import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FitError, quantileKnots } from 'wellposed';
import { quantiles } from '../src/quantiles.js';

describe('quantiles', () => {
  test('are those of R and numpy', () => {
    // R 4: quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1)); numpy.quantile gives the same.
    const found = quantiles([16, 1, 8, 2, 4], [0, 0.1, 0.25, 0.5, 0.9, 1]);
    [1, 1.4, 2, 4, 12.8, 16].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 14));
  });

  test('lie between neighbours in order, ascend, and do not overflow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, probability) => {
          const [found = NaN] = quantiles(values, [probability]);
          const sorted = [...values].sort((a, b) => a - b);
          const place = (values.length - 1) * probability;
          const [below = NaN, above = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
          // Two products and a sum, each rounded.
          const slack = 2 ** -51 * Math.max(Math.abs(below), Math.abs(above));
          expect(found).toBeGreaterThanOrEqual(below - slack);
          expect(found).toBeLessThanOrEqual(above + slack);
        },
      ),
      { seed: 20_261_124 },
    );
  });
});

describe('quantileKnots', () => {
  test('part equally spaced x into equal pieces', () => {
    const x = Float64Array.from({ length: 9 }, (_, i) => i);
    expect(quantileKnots(x, 3)).toEqual([2, 4, 6]);
    expect(quantileKnots(x, 0)).toEqual([]);
  });

  test('are inside the range and different from each other where x repeats', () => {
    expect(quantileKnots([0, 0, 0, 0, 1, 1, 1, 1, 2], 5)).toEqual([1]);
  });

  test.each([
    ['a broken count', [1, 2], 1.5, 'INVALID_OPTION'],
    ['a negative count', [1, 2], -1, 'INVALID_OPTION'],
    ['NaN', [1, NaN], 1, 'NON_FINITE_INPUT'],
    ['nothing', [], 1, 'NO_OBSERVATIONS'],
    ['text', ['1'], 1, 'INVALID_INPUT'],
  ])('refuses %s', (_name, x, count, code) => {
    expect(() => quantileKnots(x as number[], count)).toThrow(FitError);
    expect(() => quantileKnots(x as number[], count)).toThrow(expect.objectContaining({ code }));
  });
});
