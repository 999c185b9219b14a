import { describe, expect, test } from 'vitest';
import { centredColumns } from '../../src/bases/centred-columns.js';
import { columns } from '../../src/bases/columns.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { filled } from '../support/filled.js';
import { refusal } from '../support/refusal.js';

describe('columns', () => {
  test('are the numbers of the row, both halves', () => {
    const out = doubleDoubleArray(4);
    const x = { hi: Float64Array.of(1, 2, 3, 4), lo: Float64Array.of(0.1, 0.2, 0.3, 0.4) };
    columns(['a', 'b']).evaluate(x, 1, out, 1);
    expect([...out.hi]).toEqual([0, 3, 4, 0]);
    expect([...out.lo]).toEqual([0, 0.3, 0.4, 0]);
  });

  test('have unit vectors as derivatives', () => {
    const out = filled(5);
    columns(['a', 'b', 'c']).differentiate(fromFloat64(new Float64Array(3)), 0, 1, out, 1);
    expect([...out.hi]).toEqual([7, 0, 1, 0, 7]);
    expect([...out.lo]).toEqual([7, 0, 0, 0, 7]);
  });

  test('copy their names', () => {
    const names = ['a', 'b'];
    const basis = columns(names);
    names.push('c');
    expect(basis).toMatchObject({
      specification: { name: 'columns', variables: ['a', 'b'] },
      variables: 2,
      size: 2,
      names: ['a', 'b'],
    });
    expect(basis).not.toHaveProperty('toMonomial');
    expect(columns([]).size).toBe(0);
  });

  test('refuse one name for two', () => {
    expect(refusal(() => columns(['a', 'b', 'b', 'a']))).toEqual({
      code: 'DUPLICATE_NAME',
      argument: 'names',
      value: 'b',
    });
  });
});

describe('columns less their means', () => {
  const x = Float64Array.of(1e9, 2, 1e9 + 1, -3, 1e9 + 5, 7);
  const conditioned = columns(['t', 'a']).conditioned!(fromFloat64(x));

  test('are what columns are solved in, and come back by the intercept alone, exactly', () => {
    expect(conditioned.basis.specification).toEqual({
      name: 'centred-columns',
      variables: ['t', 'a'],
      centres: [1e9 + 2, 2],
    });
    expect([...conditioned.changeOfBasis.hi]).toEqual([1, -1e9 - 2, -2, 0, 1, 0, 0, 0, 1]);
    expect(conditioned.changeOfBasis.lo.every((rest) => rest === 0)).toBe(true);
    expect(conditioned.errors.every((error) => error === 0)).toBe(true);
    expect([...conditioned.columnSizes!]).toEqual([1, 1e9 + 5, 7]);
  });

  test('are exact, low halves included', () => {
    const basis = centredColumns({ variables: ['t', 'a'], centres: [1e9, 0] });
    expect(basis.names).toEqual(['t - 1000000000', 'a']);
    const out = filled(3);
    basis.evaluate({ hi: Float64Array.of(0, 0, 1e9 + 1, 4), lo: Float64Array.of(0, 0, 2 ** -40, 0) }, 1, out, 1);
    expect([...out.hi]).toEqual([7, 1 + 2 ** -40, 4]);
    expect([...out.lo]).toEqual([7, 0, 0]);
    basis.differentiate(fromFloat64(new Float64Array(2)), 0, 1, out, 0);
    expect([...out.hi.subarray(0, 2)]).toEqual([0, 1]);
  });

  test('of large numbers do not overflow, and a column of zeros has a size', () => {
    const { basis, columnSizes } = columns(['a', 'b']).conditioned!(fromFloat64(Float64Array.of(1e308, 0, 1.5e308, 0)));
    expect(basis.specification).toMatchObject({ centres: [1.25e308, 0] });
    expect([...columnSizes!]).toEqual([1, 1.5e308, 1]);
  });

  test('refuse one name for two, and anything but a number for each', () => {
    expect(refusal(() => centredColumns({ variables: ['a', 'a'], centres: [1, 2] })).code).toBe('DUPLICATE_NAME');
    for (const centres of [[1], [1, NaN], [1, 2, 3]]) {
      expect(refusal(() => centredColumns({ variables: ['a', 'b'], centres }))).toMatchObject({
        code: 'INVALID_OPTION',
        argument: 'centres',
      });
    }
  });

  test('are left alone where their change of basis would be too large', () => {
    const names = Array.from({ length: 1001 }, (_, j) => `x${j}`);
    expect(columns(names)).not.toHaveProperty('conditioned');
    expect(columns(names.slice(1))).toHaveProperty('conditioned');
  });
});
