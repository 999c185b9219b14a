import { describe, expect, test } from 'vitest';
import { toFloat64 } from '../../../src/problem/inputs/to-float64.js';
import { refusal } from '../../support/refusal.js';

/** What JavaScript callers pass, whatever the types say. */
const convert = (values: unknown) => toFloat64(values as ArrayLike<number>, 'weights');

describe('toFloat64', () => {
  test('shares a Float64Array and copies all else', () => {
    const numbers = Float64Array.of(1, 2);
    expect(convert(numbers)).toBe(numbers);
    expect(convert([1, 2.5])).toEqual(Float64Array.of(1, 2.5));
    expect(convert(Float32Array.of(1, 2.5))).toEqual(Float64Array.of(1, 2.5));
    expect(convert({ length: 2, 0: 3, 1: 4 })).toEqual(Float64Array.of(3, 4));
    expect(convert([])).toEqual(new Float64Array(0));
  });

  test('leaves NaN and infinities to the check of the problem', () => {
    expect(convert([NaN, Infinity])).toEqual(Float64Array.of(NaN, Infinity));
  });

  test.each([
    ['a string', '1'],
    ['a BigInt', 1n],
    ['null', null],
    ['undefined', undefined],
    ['an object', {}],
    ['a boolean', true],
  ])('refuses %s in it', (_, value) => {
    expect(refusal(() => convert([0, value, 2]))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'weights',
      row: 1,
      value,
    });
  });

  test('refuses a hole', () => {
    const holed = [1, 2];
    holed.length = 3;
    expect(refusal(() => convert(holed))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'weights',
      row: 2,
      value: undefined,
    });
  });

  test.each([
    [null],
    [undefined],
    [3],
    ['12'],
    [{}],
    [{ length: 1.5 }],
    [{ length: '2' }],
    [{ length: -1 }],
    [() => 1],
  ])('refuses %s in place of an array', (value) => {
    expect(refusal(() => convert(value))).toEqual({ code: 'INVALID_INPUT', argument: 'weights', value });
  });

  test('says which value it was, and of which kind', () => {
    const messageFor = (values: unknown) => {
      try {
        convert(values);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(messageFor([0, '7 apples'])).toContain('7 apples');
    expect(messageFor([0, 12n])).toMatch(/bigint.*12/);
    expect(messageFor([null])).toContain('null');
    expect(messageFor([undefined])).toContain('undefined');
    expect(messageFor([{}])).toContain('object');
    expect(messageFor('text')).toContain('text');
  });
});
