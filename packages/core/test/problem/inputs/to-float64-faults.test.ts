import { describe, expect, test } from 'vitest';
import { LARGEST_ARRAY, allocate } from '../../../src/problem/inputs/allocate.js';
import { joinRows } from '../../../src/problem/inputs/join-rows.js';
import { toDoubleDouble } from '../../../src/problem/inputs/to-double-double.js';
import { toFloat64 } from '../../../src/problem/inputs/to-float64.js';
import { refusal } from '../../support/refusal.js';
import { transferred } from '../../support/transferred.js';

const convert = (values: unknown) => toFloat64(values as ArrayLike<number>, 'y');

describe('arrays that lie', () => {
  test.each([
    ['a negative length', { length: -1 }],
    ['half an element', { length: 1.5, 0: 1 }],
    ['no number of elements', { length: NaN }],
    ['infinitely many', { length: Infinity }],
    ['a length in text', { length: '2', 0: 1, 1: 2 }],
    ['a BigInt length', { length: 2n, 0: 1, 1: 2 }],
    ['more than an integer can count', { length: 2 ** 53 }],
    ['a date', new Date()],
    ['a map', new Map([[0, 1]])],
    ['a boolean', true],
    ['a boxed number', Object(3)],
    ['a DataView', new DataView(new ArrayBuffer(8))],
  ])('%s', (_, values) => {
    expect(refusal(() => convert(values))).toEqual({ code: 'INVALID_INPUT', argument: 'y', value: values });
  });

  test('more elements than there are: the first that is missing is named, and no memory is taken', () => {
    for (const length of [3, 2 ** 29, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      expect(refusal(() => convert({ length, 0: 1, 1: 2 }))).toEqual({
        code: 'INVALID_INPUT',
        argument: 'y',
        row: 2,
        value: undefined,
      });
    }
    expect(refusal(() => convert(new Array<number>(2 ** 32 - 1)))).toMatchObject({ code: 'INVALID_INPUT', row: 0 });
  });

  test('more numbers than an array holds', () => {
    const all = (length: number) =>
      new Proxy({}, { has: () => true, get: (_, key) => (key === 'length' ? length : 1) });
    for (const length of [LARGEST_ARRAY + 1, 2 ** 40]) {
      expect(refusal(() => convert(all(length)))).toEqual({ code: 'TOO_LARGE', argument: 'y', value: length });
    }
  });

  test('a length that changes is read once', () => {
    let reads = 0;
    const values = {
      get length() {
        reads += 1;
        return reads === 1 ? 2 : 100;
      },
      0: 1,
      1: 2,
    };
    expect(convert(values)).toEqual(Float64Array.of(1, 2));
  });

  test('an element that changes its type between two reads is caught at the second', () => {
    let reads = 0;
    const values = {
      length: 1,
      get 0() {
        reads += 1;
        return reads === 1 ? 1 : 'text';
      },
    };
    expect(refusal(() => convert(values))).toEqual({ code: 'INVALID_INPUT', argument: 'y', row: 0, value: 'text' });
  });

  test('what throws when it is read', () => {
    const mistake = new TypeError('mine');
    const thrower = {
      length: 1,
      get 0() {
        throw mistake;
      },
    };
    expect(refusal(() => convert(thrower))).toEqual({ code: 'INVALID_INPUT', argument: 'y', value: mistake });
    const { proxy, revoke } = Proxy.revocable([1, 2], {});
    revoke();
    expect(refusal(() => convert(proxy))).toMatchObject({ code: 'INVALID_INPUT', argument: 'y' });
    expect(refusal(() => toDoubleDouble(proxy, 'y'))).toMatchObject({ code: 'INVALID_INPUT', argument: 'y' });
    const halves = {
      hi: [1],
      get lo(): number[] {
        throw mistake;
      },
    };
    expect(refusal(() => toDoubleDouble(halves as never, 'y'))).toMatchObject({
      code: 'INVALID_INPUT',
      value: mistake,
    });
  });

  test('a proxy of an array is read through; one of a Float64Array cannot be', () => {
    expect(convert(new Proxy([1, 2], {}))).toEqual(Float64Array.of(1, 2));
    expect(refusal(() => convert(new Proxy(Float64Array.of(1, 2), {})))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('a Float64Array with a length of its own', () => {
    const long = Object.defineProperty(Float64Array.of(1, 2), 'length', { value: 3 });
    expect(refusal(() => convert(long))).toMatchObject({ code: 'INVALID_INPUT', row: 2, value: undefined });
  });
});

describe('memory', () => {
  test('of a Float64Array is shared, unless it may change', () => {
    const plain = Float64Array.of(1, 2);
    expect(convert(plain)).toBe(plain);
    const shared = new Float64Array(new SharedArrayBuffer(16));
    const grows = new Float64Array(Reflect.construct(ArrayBuffer, [16, { maxByteLength: 32 }]) as ArrayBuffer);
    for (const array of [shared, grows]) {
      array.set([3, 4]);
      const copy = convert(array);
      expect(copy).toEqual(Float64Array.of(3, 4));
      array[0] = 5;
      expect(copy[0]).toBe(3);
    }
  });

  test('that was transferred is not there', () => {
    const array = transferred();
    expect(array.length).toBe(0);
    expect(refusal(() => convert(array))).toMatchObject({ code: 'INVALID_INPUT', argument: 'y' });
    expect(refusal(() => toDoubleDouble({ hi: Float64Array.of(1), lo: array }, 'y'))).toMatchObject({
      code: 'INVALID_INPUT',
      argument: 'y.lo',
    });
    expect(convert(new Float64Array(0))).toEqual(new Float64Array(0));
  });

  test('other typed arrays are numbers, except those of BigInts', () => {
    for (const values of [
      Float32Array.of(1, 2),
      Int8Array.of(1, 2),
      Uint32Array.of(1, 2),
      Uint8ClampedArray.of(1, 2),
    ]) {
      expect(convert(values)).toEqual(Float64Array.of(1, 2));
    }
    expect(refusal(() => convert(BigInt64Array.of(1n)))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'y',
      row: 0,
      value: 1n,
    });
    expect(convert([-0, 5e-324])).toEqual(Float64Array.of(-0, 5e-324));
  });

  test('is not asked for beyond 2²⁹ numbers', () => {
    expect(allocate(3, 'x')).toEqual(new Float64Array(3));
    expect(refusal(() => allocate(2 ** 29 + 1, 'x'))).toEqual({ code: 'TOO_LARGE', argument: 'x', value: 2 ** 29 + 1 });
    const row = new Float64Array(2 ** 16);
    const rows = new Array<Float64Array>(2 ** 13 + 1).fill(row);
    expect(refusal(() => joinRows(rows, 'x'))).toEqual({ code: 'TOO_LARGE', argument: 'x', value: 2 ** 29 + 2 ** 16 });
  });

  test('that the engine refuses is a FitError too', () => {
    const Real = Float64Array;
    globalThis.Float64Array = function () {
      throw new RangeError('Array buffer allocation failed');
    } as unknown as Float64ArrayConstructor;
    try {
      expect(refusal(() => allocate(3, 'x'))).toEqual({ code: 'TOO_LARGE', argument: 'x', value: 3 });
    } finally {
      globalThis.Float64Array = Real;
    }
  });
});
