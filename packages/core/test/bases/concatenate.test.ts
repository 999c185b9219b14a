import { describe, expect, test } from 'vitest';
import { bspline } from '../../src/bases/bspline.js';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { columns } from '../../src/bases/columns.js';
import { concatenate } from '../../src/bases/concatenate.js';
import { features } from '../../src/bases/features.js';
import { fourier } from '../../src/bases/fourier.js';
import { monomial } from '../../src/bases/monomial.js';
import { polynomialFeatures } from '../../src/bases/polynomial-features.js';
import type { Basis } from '../../src/contracts/basis.js';
import { doubleDoubleArray } from '../../src/double-double/double-double-array.js';
import { multiply } from '../../src/double-double/multiply.js';
import { materialise } from '../../src/problem/materialise.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { filled } from '../support/filled.js';
import { refusal } from '../support/refusal.js';

const trend = monomial({ degree: 2, variable: 'year' });
const season = fourier({ period: 1, harmonics: 1, variable: 'year' });
const price = columns(['price', 'year2']);
const all = concatenate(price, trend, season);

const evaluate = (basis: Basis, hi: readonly number[], lo: readonly number[] = hi.map(() => 0)) => {
  const out = doubleDoubleArray(basis.size);
  basis.evaluate({ hi: Float64Array.from(hi), lo: Float64Array.from(lo) }, 0, out, 0);
  return out;
};

describe('concatenate', () => {
  test('puts features side by side and variables together by name', () => {
    expect(all).toMatchObject({
      names: ['price', 'year2', 'year', 'year^2', 'cos(2*pi*year/1)', 'sin(2*pi*year/1)'],
      size: 6,
      variables: 3,
      specification: {
        name: 'concatenation',
        variables: ['price', 'year2', 'year'],
        parts: [price.specification, trend.specification, season.specification],
      },
    });
    expect(all.toMonomial).toBeUndefined();
  });

  test('evaluates each on its own columns, with both halves', () => {
    const x = { hi: Float64Array.of(NaN, NaN, NaN, 5, 6, 0.3), lo: Float64Array.of(0, 0, 0, 2 ** -60, 0, 2 ** -58) };
    const out = doubleDoubleArray(8);
    all.evaluate(x, 1, out, 1);
    const expected = [
      evaluate(price, [5, 6], [2 ** -60, 0]),
      evaluate(trend, [0.3], [2 ** -58]),
      evaluate(season, [0.3], [2 ** -58]),
    ];
    expect([...out.hi]).toEqual([0, ...expected.flatMap(({ hi }) => [...hi]), 0]);
    expect([...out.lo]).toEqual([0, ...expected.flatMap(({ lo }) => [...lo]), 0]);
  });

  test('differentiates each by its own variable', () => {
    const out = filled(8);
    const low = 2 ** -56;
    const x = { hi: Float64Array.of(NaN, NaN, NaN, 5, 6, 0.25), lo: Float64Array.of(0, 0, 0, 0, 0, low) };
    all.differentiate(x, 1, 2, out, 1);
    // At a quarter of the period and low, the sine's slope is −(2π)² low, up to the cube of the angle.
    const sine = -((2 * Math.PI) ** 2) * low;
    expect(Math.abs(out.hi[6]! - sine)).toBeLessThanOrEqual(8 * 2 ** -53 * Math.abs(sine));
    expect([...out.hi].map((value, j) => (j === 6 ? 0 : value + 0))).toEqual([7, 0, 0, 1, 0.5, -2 * Math.PI, 0, 7]);
    expect([...out.lo.subarray(0, 5), out.lo[7]]).toEqual([7, 0, 0, 0, 2 * low, 7]);
    all.differentiate(x, 1, 0, out, 1);
    expect([...out.hi]).toEqual([7, 1, 0, 0, 0, 0, 0, 7]);
    expect([...out.lo]).toEqual([7, 0, 0, 0, 0, 0, 0, 7]);
  });

  test('one basis is itself; bases may be nested', () => {
    expect(concatenate(trend)).toBe(trend);
    const nested = concatenate(price, concatenate(trend, season));
    expect(nested.names).toEqual(all.names);
    expect(evaluate(nested, [5, 6, 0.3])).toEqual(evaluate(all, [5, 6, 0.3]));
  });

  test('says in which row a feature fails', () => {
    const log = features({ variables: ['z'], features: [{ name: 'log(z)', evaluate: ([z]) => Math.log(z!) }] });
    const basis = concatenate(columns(['a']), log);
    const x = fromFloat64(Float64Array.of(1, 1, 2, 2, 3, -3));
    expect(refusal(() => basis.evaluate(x, 2, doubleDoubleArray(2), 0))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'log(z)',
      row: 2,
      value: NaN,
    });
    expect(refusal(() => basis.differentiate(x, 2, 1, doubleDoubleArray(2), 0))).toMatchObject({
      code: 'UNSUPPORTED',
    });
    const failing = features({
      variables: ['z'],
      features: [
        {
          name: 'f',
          evaluate: () => {
            throw new RangeError('its own');
          },
        },
      ],
    });
    expect(() => concatenate(columns(['a']), failing).evaluate(x, 0, doubleDoubleArray(2), 0)).toThrow(RangeError);
  });

  test('refuses what cannot be', () => {
    expect(refusal(() => concatenate())).toMatchObject({ code: 'INVALID_OPTION' });
    expect(refusal(() => concatenate(trend, columns(['year'])))).toEqual({
      code: 'DUPLICATE_NAME',
      argument: 'bases',
      value: 'year',
    });
    const half = (variable: string) => fourier({ period: 1, harmonics: 25_001, variable });
    expect(refusal(() => concatenate(half('a'), half('b')))).toEqual({
      code: 'TOO_LARGE',
      argument: 'bases',
      value: 100_004,
    });
  });
});

describe('conditioned', () => {
  test('is each part in its best basis, and the way back', () => {
    const knots = bspline({ knots: [3], degree: 2, domain: [0, 9], variable: 'price' });
    const square = polynomialFeatures({ variables: ['price', 'year'], degree: 2 });
    const renamed = chebyshev({ degree: 1, domain: [0, 1], variable: 'z' });
    const basis = concatenate(trend, knots, renamed, {
      ...square,
      names: square.names.map((name) => `${name}'`),
    });
    const rows = [2000, 1, 0.5, 2003, 4, 0.25, 2009, 2, 0.75, 2001, 8, 0.1];
    const { basis: better, changeOfBasis, errors } = basis.conditioned!(fromFloat64(Float64Array.from(rows)));
    expect(better.specification).toMatchObject({
      variables: ['year', 'price', 'z'],
      parts: [
        { name: 'chebyshev', variables: ['year'], domain: [2000, 2009] },
        knots.specification,
        renamed.specification,
        {
          name: 'chebyshev-products',
          variables: ['price', 'year'],
          domains: [
            [1, 8],
            [2000, 2009],
          ],
        },
      ],
    });
    // The errors of each part are where its matrix is; what is left as it is has none.
    const own = trend.conditioned!(fromFloat64(Float64Array.of(2000, 2003, 2009, 2001))).errors;
    expect([errors.length, errors[1], errors[2], errors[basis.size + 2]]).toEqual([
      (basis.size + 1) ** 2,
      own[1],
      own[2],
      own[4],
    ]);
    expect(own[2]).toBeGreaterThan(0);
    expect(errors.filter((_, k) => [0, 3, 4, 5, 6].includes(k % (basis.size + 1))).every((error) => error === 0)).toBe(
      true,
    );
    // [1, φ] M = [1, φ of the better basis], at a few rows.
    const size = basis.size + 1;
    const x = fromFloat64(Float64Array.from(rows));
    const original = materialise({ basis, intercept: true }, x, 4);
    const found = materialise({ basis: better, intercept: true }, x, 4);
    for (let j = 0; j < size; j++) {
      const column = {
        hi: Float64Array.from({ length: size }, (_, i) => changeOfBasis.hi[i * size + j]!),
        lo: Float64Array.from({ length: size }, (_, i) => changeOfBasis.lo[i * size + j]!),
      };
      const product = multiply(original, column, 4);
      for (let row = 0; row < 4; row++) {
        // Both are values up to 1, rounded to float64; what cancels on the way, terms up to 8 (2009/4.5)² < 2²¹, is in
        // double-double.
        expect(Math.abs(product.hi[row]! - found.hi[row * size + j]!)).toBeLessThanOrEqual(2 ** -52);
      }
    }
  });

  test('is absent where no part has one; twice the same is no error, only rank-deficient', () => {
    expect(concatenate(season, { ...season, names: ['again', 'and again'] })).not.toHaveProperty('conditioned');
    const twice = concatenate(trend, { ...trend, names: ['again', 'again^2'] });
    expect(twice.conditioned!(fromFloat64(Float64Array.of(1, 2, 3))).basis.size).toBe(4);
  });
});
