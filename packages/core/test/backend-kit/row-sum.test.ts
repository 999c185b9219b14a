import { describe, expect, test } from 'vitest';
import { at, rowSum, summationConstant } from '../../src/index.js';

describe('rowSum', () => {
  test.each([1, 2, 63, 64, 65, 127, 128, 129, 200, 1000])(
    'adds each of %i rows once, in order, in blocks of at most 64',
    (rows) => {
      const blocks: [number, number][] = [];
      const sum = rowSum(rows, 2, (from, to, out) => {
        blocks.push([from, to]);
        for (let row = from; row < to; row++) {
          out[0] = at(out, 0) + row;
          out[1] = at(out, 1) + row * row;
        }
      });
      expect(Array.from(sum())).toEqual([(rows * (rows - 1)) / 2, ((rows - 1) * rows * (2 * rows - 1)) / 6]);
      expect(blocks[0]?.[0]).toBe(0);
      expect(blocks.at(-1)?.[1]).toBe(rows);
      for (const [k, [from, to]] of blocks.entries()) {
        expect(to - from).toBeLessThanOrEqual(64);
        if (rows > 64) expect(to - from).toBeGreaterThanOrEqual(32);
        if (k > 0) expect(from).toBe(blocks[k - 1]?.[1]);
      }
    },
  );

  test('starts from zero each time and reuses its array', () => {
    let term = 1;
    const sum = rowSum(100, 1, (from, to, out) => {
      out[0] = at(out, 0) + (to - from) * term;
    });
    const first = sum();
    expect(first[0]).toBe(100);
    term = 2;
    expect(sum()).toBe(first);
    expect(first[0]).toBe(200);
  });

  test('the error is below γ_m n/10 for n tenths, where a plain loop is far outside', () => {
    const n = 2 ** 20;
    const [sum] = rowSum(n, 1, (from, to, out) => {
      for (let row = from; row < to; row++) out[0] = at(out, 0) + 0.1;
    })();
    // n times the float64 0.1 is exact, n being a power of two.
    const bound = summationConstant(n) * 2 ** -53 * n * 0.1;
    expect(Math.abs(sum! - n * 0.1)).toBeLessThanOrEqual(bound);
    let plain = 0;
    for (let row = 0; row < n; row++) plain += 0.1;
    expect(Math.abs(plain - n * 0.1)).toBeGreaterThan(bound);
  });
});

test.each([
  [1, 1],
  [64, 64],
  [65, 65],
  [128, 65],
  [129, 66],
  [64 * 1024, 74],
])('summationConstant(%i) = %i', (rows, constant) => {
  expect(summationConstant(rows)).toBe(constant);
});
