import { describe, expect, test } from 'vitest';
import type { Feature } from '../../src/bases/features.js';
import { features } from '../../src/bases/features.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { filled } from '../support/filled.js';
import { refusal } from '../support/refusal.js';

const ratio: Feature = {
  name: 'a/b',
  evaluate: ([a, b]) => a! / b!,
  differentiate: ([a, b], variable) => (variable === 0 ? 1 / b! : -a! / b! ** 2),
};
const logarithm: Feature = { name: 'log(a)', evaluate: ([a]) => Math.log(a!) };
const both = features({ variables: ['a', 'b'], features: [ratio, logarithm] });

describe('features', () => {
  test('are the functions of a row', () => {
    const out = doubleDoubleArray(4);
    out.hi.fill(7);
    out.lo.fill(7);
    both.evaluate(fromFloat64(Float64Array.of(NaN, NaN, 3, 4)), 1, out, 1);
    expect([...out.hi]).toEqual([7, 0.75, Math.log(3), 7]);
    expect([...out.lo]).toEqual([7, 0, 0, 7]);
    expect(both).toMatchObject({
      specification: { name: 'custom', variables: ['a', 'b'], features: ['a/b', 'log(a)'] },
      names: ['a/b', 'log(a)'],
      variables: 2,
      size: 2,
    });
    expect([both.toMonomial, both.conditioned]).toEqual([undefined, undefined]);
  });

  test('differentiate where they can', () => {
    const basis = features({ variables: ['a', 'b'], features: [ratio] });
    const out = filled(3);
    basis.differentiate(fromFloat64(Float64Array.of(NaN, NaN, 3, 4)), 1, 1, out, 1);
    expect([...out.hi]).toEqual([7, -3 / 16, 7]);
    expect([...out.lo]).toEqual([7, 0, 7]);
    const x = fromFloat64(Float64Array.of(3, 4));
    expect(refusal(() => both.differentiate(x, 0, 0, doubleDoubleArray(2), 0))).toEqual({
      code: 'UNSUPPORTED',
      argument: 'log(a)',
    });
  });

  test('cannot change x', () => {
    const x = fromFloat64(Float64Array.of(1, 2));
    features({ variables: ['a', 'b'], features: [{ name: 'f', evaluate: (row) => row.fill(9)[0]! }] }).evaluate(
      x,
      0,
      doubleDoubleArray(1),
      0,
    );
    expect([...x.hi]).toEqual([1, 2]);
  });

  test.each([
    [NaN, 'NON_FINITE_INPUT'],
    [Infinity, 'NON_FINITE_INPUT'],
    ['1', 'INVALID_INPUT'],
    [1n, 'INVALID_INPUT'],
    [undefined, 'INVALID_INPUT'],
  ])('refuse the value %s, with row and name', (value, code) => {
    const wrong = () => value as number;
    const basis = features({
      variables: ['a'],
      features: [
        { name: 'good', evaluate: () => 1, differentiate: () => 0 },
        { name: 'f', evaluate: wrong, differentiate: wrong },
      ],
    });
    const expected = { code, argument: 'f', row: 2, value };
    const x = fromFloat64(Float64Array.of(1, 2, 3));
    expect(refusal(() => basis.evaluate(x, 2, doubleDoubleArray(2), 0))).toEqual(expected);
    expect(refusal(() => basis.differentiate(x, 2, 0, doubleDoubleArray(2), 0))).toEqual(expected);
    expect(() => basis.evaluate(x, 2, doubleDoubleArray(2), 0)).toThrow("'f'");
  });

  test('refuse names twice, and what is no function', () => {
    expect(refusal(() => features({ variables: ['a', 'a'], features: [] }))).toMatchObject({
      code: 'DUPLICATE_NAME',
      argument: 'variables',
    });
    expect(refusal(() => features({ variables: ['a'], features: [logarithm, logarithm] }))).toEqual({
      code: 'DUPLICATE_NAME',
      argument: 'features',
      value: 'log(a)',
    });
    for (const feature of [
      {},
      { name: 'f' },
      { evaluate: () => 1 },
      { ...logarithm, differentiate: 1 },
      { ...logarithm, name: 3 },
    ]) {
      expect(refusal(() => features({ variables: ['a'], features: [ratio, feature as Feature] }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'features',
        row: 1,
      });
    }
  });
});
