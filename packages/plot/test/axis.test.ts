import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearAxis, logarithmicAxis } from '../src/axis.js';

const seed = 20_261_124;
const value = fc.double({ min: -1e300, max: 1e300, noNaN: true });

describe('linearAxis', () => {
  test('holds all values, and its ticks lie inside, ascending, as many as there are labels, which differ', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 2, max: 10 }),
        (values, count) => {
          const { domain, ticks, labels } = linearAxis(values, count);
          expect(domain[0]).toBeLessThan(domain[1]);
          values.forEach((v) => expect(v >= domain[0] && v <= domain[1]).toBe(true));
          expect(labels).toHaveLength(ticks.length);
          expect(ticks.length).toBeGreaterThanOrEqual(1);
          expect(ticks.length).toBeLessThanOrEqual(2 * count + 1);
          ticks.slice(1).forEach((tick, i) => expect(tick).toBeGreaterThan(ticks[i] ?? Infinity));
          expect(new Set(labels).size).toBe(labels.length);
          // A label is the number that it stands at, to the precision of its digits.
          const step = (ticks[1] ?? NaN) - (ticks[0] ?? NaN);
          labels.forEach((label, i) => {
            const error = Math.abs(Number(label.replaceAll('\u2212', '-')) - (ticks[i] ?? NaN));
            if (ticks.length > 1) expect(error).toBeLessThanOrEqual(1e-6 * step);
          });
        },
      ),
      { seed },
    );
  });

  test.each([
    [[0, 1], 5, ['0', '0.2', '0.4', '0.6', '0.8', '1.0']],
    [[-3e-6, 3e-6], 4, ['\u22122e\u22126', '0', '2e\u22126']],
    [[0, 1.2e7], 6, ['0', '2e6', '4e6', '6e6', '8e6', '1e7', '1.2e7']],
    [[1947, 1962], 8, ['1948', '1950', '1952', '1954', '1956', '1958', '1960', '1962']],
  ])('%j in about %d steps is labelled %j', (values, count, labels) => {
    expect(linearAxis(values, count).labels).toEqual(labels);
  });

  test('refuses values without a number, and a span beyond float64', () => {
    expect(() => linearAxis([NaN, Infinity], 5)).toThrow(RangeError);
    expect(() => linearAxis([-1.7e308, 1.7e308], 5)).toThrow(RangeError);
  });
});

describe('logarithmicAxis', () => {
  test('goes from power of ten to power of ten around all positive values', () => {
    const { domain, ticks, labels } = logarithmicAxis([3, 0, -1, 4000, NaN], 8);
    expect(domain).toEqual([1, 10_000]);
    expect(ticks).toEqual([1, 10, 100, 1000, 10_000]);
    expect(labels).toEqual(['10⁰', '10¹', '10²', '10³', '10⁴']);
  });

  test('thins out its ticks over many decades, and has width for one value', () => {
    expect(logarithmicAxis([1e-20, 1e20], 8).ticks.length).toBeLessThanOrEqual(9);
    expect(logarithmicAxis([7], 8).domain).toEqual([1, 10]);
  });
});
