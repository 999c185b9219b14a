import { describe, expect, test } from 'vitest';
import { columns } from '../../../src/bases/columns.js';
import { nonnegativeOf } from '../../../src/problem/constraints/nonnegative-of.js';
import { refusal } from '../../support/refusal.js';

const model = { basis: columns(['a', 'b', 'c']), intercept: true };
const without = { ...model, intercept: false };

describe('nonnegativeOf', () => {
  test('true is all but the intercept, false is none', () => {
    expect(nonnegativeOf(model, true)).toEqual([1, 2, 3]);
    expect(nonnegativeOf(without, true)).toEqual([0, 1, 2]);
    expect(nonnegativeOf(model, false)).toEqual([]);
  });

  test('names in any order, once each, the intercept too', () => {
    expect(nonnegativeOf(model, ['c', 'a', 'c'])).toEqual([1, 3]);
    expect(nonnegativeOf(model, ['1'])).toEqual([0]);
    expect(nonnegativeOf(without, ['b'])).toEqual([1]);
    expect(nonnegativeOf(model, [])).toEqual([]);
  });

  test('refuses names that are not known, with their place, and other values', () => {
    expect(refusal(() => nonnegativeOf(without, ['a', '1']))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'nonnegative',
      row: 1,
      value: '1',
    });
    for (const value of ['a', null, 1, [1], [true], {}]) {
      expect(refusal(() => nonnegativeOf(model, value as unknown as boolean))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'nonnegative',
        value,
      });
    }
    const twice = { basis: columns(['1']), intercept: true };
    expect(refusal(() => nonnegativeOf(twice, ['1']))).toMatchObject({ code: 'DUPLICATE_NAME', value: '1' });
    expect(nonnegativeOf(twice, true)).toEqual([1]);
  });
});
