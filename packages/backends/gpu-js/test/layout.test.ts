import fc from 'fast-check';
import { expect, test } from 'vitest';
import { additions, layoutOf, levels, padded, withZeros } from '../src/layout.js';

const SEED = { seed: 20261124, numRuns: 2000 };
const rows = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 2 ** 24 }));

test('every row lies in one block, of at most 64 rows, and at most a quarter is padding beyond small sizes', () => {
  fc.assert(
    fc.property(rows, (n) => {
      const { stride, blocks, depth } = layoutOf(n);
      expect(depth).toBeLessThanOrEqual(64);
      expect(blocks * depth).toBeGreaterThanOrEqual(n);
      expect(blocks * depth).toBeLessThanOrEqual(stride);
      expect(blocks % 4).toBe(0);
      expect(stride % blocks).toBe(0);
      expect(stride).toBeLessThanOrEqual(Math.max(2 * n + 8, 1.25 * n + 256));
    }),
    SEED,
  );
});

test('levels divide evenly, 64 at a time, down to what was asked for', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(64, 1024), (n, most) => {
      let left = layoutOf(n).blocks;
      for (const { blocks, depth } of levels(left, most)) {
        expect(blocks * depth).toBe(left);
        expect(depth).toBeLessThanOrEqual(64);
        left = blocks;
      }
      expect(left).toBeLessThanOrEqual(most);
    }),
    SEED,
  );
});

test('additions in float32 are those of a block, and of a further level beyond 65,536 rows', () => {
  expect([1, 4, 5, 256, 300, 65_536].map((n) => additions(layoutOf(n)))).toEqual([1, 1, 2, 64, 38, 64]);
  expect(additions(layoutOf(70_000))).toBeLessThanOrEqual(128);
  expect(additions(layoutOf(70_000))).toBeGreaterThan(64);
});

test('arrays are filled up with zeros, and left alone when they fit', () => {
  const values = Float32Array.of(1, 2);
  expect(withZeros(values, 4)).toEqual(Float32Array.of(1, 2, 0, 0));
  expect(withZeros(values, 2)).toBe(values);
  expect([1, 4, 5, 17, 65, 81].map(padded)).toEqual([4, 4, 8, 32, 80, 96]);
});
