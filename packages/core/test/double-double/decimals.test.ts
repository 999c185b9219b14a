import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimals } from '../../src/double-double/decimals.js';
import { parseDecimal } from '../../src/double-double/parse-decimal.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';

describe('decimals', () => {
  test('reads each text to double-double', () => {
    const texts = ['0.1', '-8.78146e2', '12345678901234567890.5', '0', '1e-300'];
    const read = decimals(texts);
    expect(read.hi).toEqual(Float64Array.from(texts, Number));
    expect([...read.lo]).toEqual(texts.map((text) => parseDecimal(text)!.lo));
    expect(decimals([])).toEqual({ hi: new Float64Array(0), lo: new Float64Array(0) });
  });

  test('takes BigInts exactly: timestamps in nanoseconds', () => {
    const times = [1_764_000_000_123_456_789n, 1_764_000_000_123_456_790n, -5n, 0n];
    for (const texts of [times, BigInt64Array.from(times), times.map(String)]) {
      const { hi, lo } = decimals(texts);
      times.forEach((time, i) => expect(BigInt(hi[i]!) + BigInt(lo[i]!)).toBe(time));
    }
    holds(
      fc.property(fc.bigInt(-(2n ** 106n), 2n ** 106n), (value) => {
        const { hi, lo } = decimals([value]);
        return BigInt(hi[0]!) + BigInt(lo[0]!) === value && hi[0]! + lo[0]! === hi[0];
      }),
      1000,
    );
    expect(decimals([2n ** 1000n + 1n]).lo[0]).toBe(1);
  });

  test.each([
    [2n ** 200n + 2n ** 100n + 1n],
    [-(2n ** 110n) - 2n ** 56n - 1n],
    [2n ** 1024n],
    [-(10n ** 400n)],
    [''],
    [' 1'],
    ['1 '],
    ['.'],
    ['e5'],
    ['1e'],
    ['1,5'],
    ['1_000'],
    ['0x10'],
    ['١'],
    ['NaN'],
    ['Infinity'],
    ['1e400'],
    ['1e-400'],
    [1],
    [NaN],
    [null],
    [undefined],
    [true],
    [{}],
    [['1']],
  ])('refuses %s with its place', (value) => {
    const texts = ['1', 2n, value] as string[];
    expect(refusal(() => decimals(texts))).toEqual({ code: 'INVALID_INPUT', argument: 'texts', row: 2, value });
  });

  test('says why', () => {
    const message = (value: unknown) => {
      try {
        decimals([value as string]);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    const messages = ['1e400', '1e-400', '0x10', 'abc', 2n ** 200n + 1n, 1, null].map(message);
    expect(new Set(messages.map((text) => text.replace(/^.*?: /, ''))).size).toBe(6);
    expect(message('abc')).toContain("'abc'");
    expect(message('9'.repeat(1000)).length).toBeLessThan(200);
  });

  test('refuses what is no array, or says it is longer than it is', () => {
    for (const value of ['12', null, undefined, 3, {}, { length: -1 }, { length: NaN }, { length: '1' }]) {
      expect(refusal(() => decimals(value as unknown as string[]))).toEqual({
        code: 'INVALID_INPUT',
        argument: 'texts',
        value,
      });
    }
    expect(refusal(() => decimals({ length: 2 ** 50, 0: '1' }))).toMatchObject({ row: 1, value: undefined });
    const { proxy, revoke } = Proxy.revocable<string[]>([], {});
    revoke();
    expect(refusal(() => decimals(proxy))).toMatchObject({ code: 'INVALID_INPUT', argument: 'texts' });
  });
});
