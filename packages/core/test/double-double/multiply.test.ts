import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matrixProduct } from '../../src/double-double/matrix-product.js';
import { multiply } from '../../src/double-double/multiply.js';
import { doubleDouble } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

const pairs = (values: readonly (readonly [number, number])[]) => ({
  hi: Float64Array.from(values, ([hi]) => hi),
  lo: Float64Array.from(values, ([, lo]) => lo),
});

test('every entry is a sum of products in double-double', () => {
  const entry = doubleDouble(-8, 8);
  const system = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.tuple(
        fc.array(entry, { minLength: rows * columns, maxLength: rows * columns }),
        fc.array(entry, { minLength: columns, maxLength: columns }),
      ),
    );
  holds(
    fc.property(system, ([matrix, vector]) => {
      const columns = vector.length;
      const rows = matrix.length / columns;
      const product = multiply(pairs(matrix), pairs(vector), rows);
      expect(product.hi.length).toBe(rows);
      for (let i = 0; i < rows; i++) {
        const terms = vector.map(([hi, lo], j) =>
          Rational.sum(...matrix[i * columns + j]!).times(Rational.sum(hi, lo)),
        );
        const exact = terms.reduce((sum, term) => sum.plus(term), Rational.zero);
        const size = terms.reduce((sum, term) => sum.plus(term.abs()), Rational.zero);
        // 7u² a product and 3u² for each of the sums it enters, to first order.
        const bound = (7 + 3 * columns) * 2 ** -106 * (1 + 2 ** -40);
        expect(Rational.sum(product.hi[i]!, product.lo[i]!).minus(exact).isWithin(bound, size)).toBe(true);
      }
    }),
  );
});

test('rows and columns are where row-major order has them', () => {
  const product = multiply(
    { hi: Float64Array.of(1, 2, 3, 4, 5, 6), lo: new Float64Array(6) },
    { hi: Float64Array.of(1, 10, 100), lo: new Float64Array(3) },
    2,
  );
  expect([...product.hi]).toEqual([321, 654]);
});

test('matrices', () => {
  const a = { hi: Float64Array.of(1, 2, 3, 4, 5, 6), lo: Float64Array.of(0, 0, 0, 0, 0, 2 ** -60) };
  const b = { hi: Float64Array.of(1, 0, 10, 1, 100, 2), lo: new Float64Array(6) };
  const product = matrixProduct(a, b, { rows: 2, inner: 3, columns: 2 });
  expect([...product.hi]).toEqual([321, 8, 654, 17]);
  expect([...product.lo]).toEqual([0, 0, 100 * 2 ** -60, 2 * 2 ** -60]);
  const none = { hi: new Float64Array(0), lo: new Float64Array(0) };
  expect([...matrixProduct(none, none, { rows: 2, inner: 0, columns: 2 }).hi]).toEqual([0, 0, 0, 0]);
});

test('a zero of the matrix leaves its element of the vector out, an infinite one too', () => {
  const matrix = pairs([
    [2, 0],
    [0, 0],
    [0, 0],
    [3, 0],
  ]);
  const vector = pairs([
    [1, 0],
    [Infinity, 0],
  ]);
  const { hi } = multiply(matrix, vector, 2);
  expect(hi[0]).toBe(2);
  expect(hi[1]).not.toSatisfy(Number.isFinite);
});
