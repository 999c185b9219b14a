import { expect, test } from 'vitest';
import { compress, product, transposeProduct } from '../src/index.js';
import { runSync } from '@wellposed/core';

const design = Float64Array.of(3, 1, 4, 1, 5, -9);

test('the triangle stands for all rows: RᵀR is the Gram matrix of [A | y]', () => {
  const targets = Float64Array.of(2, 6, -5);
  const { size, entries } = runSync(compress(design, 3, 2, targets));
  expect(size).toBe(3);
  const columns = [Float64Array.of(3, 4, 5), Float64Array.of(1, 1, -9), targets];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const gram = columns[i]!.reduce((sum, value, row) => sum + value * columns[j]![row]!, 0);
      const product = [0, 1, 2].reduce((sum, k) => sum + entries[k * 3 + i]! * entries[k * 3 + j]!, 0);
      // Three reflections of length 3 (Higham 2002, Lemma 19.3), on columns of norm below 10.
      expect(Math.abs(product - gram)).toBeLessThan(3 * 61 * 2 ** -53 * 100);
      if (i > j) expect(entries[i * 3 + j]).toBe(0);
    }
  }
});

test('fewer rows than p + 1 leave rows of zeros', () => {
  const { entries } = runSync(compress(Float64Array.of(3, 4), 1, 2, Float64Array.of(5)));
  expect(Array.from(entries.map(Math.abs))).toEqual([3, 4, 5, 0, 0, 0, 0, 0, 0]);
});

test('products with A and with its transpose', () => {
  expect(runSync(product(design, 3, 2, Float64Array.of(2, -1)))).toEqual(Float64Array.of(5, 7, 19));
  expect(runSync(transposeProduct(design, 3, 2, Float64Array.of(1, 2, -1)))).toEqual(Float64Array.of(6, 12));
});
