import { describe, expect, test } from 'vitest';
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
    expect([basis.toMonomial, basis.conditioned]).toEqual([undefined, undefined]);
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
