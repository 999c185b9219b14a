import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimals } from '../../src/double-double/decimals.js';
import { parseDecimal } from '../../src/double-double/parse-decimal.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

describe('decimals', () => {
  test('reads each text to double-double', () => {
    const texts = ['0.1', '-8.78146e2', '12345678901234567890.5', '0', '1e-300'];
    const read = decimals(texts);
    expect(read.hi).toEqual(Float64Array.from(texts, Number));
    expect([...read.lo]).toEqual(texts.map((text) => parseDecimal(text)!.lo));
    expect(decimals([])).toEqual({ hi: new Float64Array(0), lo: new Float64Array(0) });
  });

  test('reads text of any length to 2⁻⁸⁰ of a unit of its last digit, and says what it cuts off', () => {
    const text = fc
      .tuple(fc.bigInt(1n, 10n ** 70n), fc.integer({ min: -90, max: 20 }), fc.boolean())
      .map(([digits, exponent, negative]) => ({ digits: negative ? -digits : digits, exponent }));
    holds(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (numbers) => {
        const {
          hi,
          lo,
          rest = [],
          error = 0,
        } = decimals(numbers.map(({ digits, exponent }) => `${digits}e${exponent}`));
        for (const [i, { digits, exponent }] of numbers.entries()) {
          const power = Rational.ratio(10n ** BigInt(Math.abs(exponent)), 1n);
          const unit = exponent < 0 ? Rational.ratio(1n, 1n).over(power) : power;
          const exact = Rational.ratio(digits, 1n).times(unit);
          const limbs = [hi, lo, ...rest].map((limb) => limb[i]!);
          const missing = limbs.reduce((left, limb) => left.minus(Rational.of(limb)), exact);
          expect(missing.isWithin(error, Rational.of(limbs[0]!))).toBe(true);
          expect(missing.isWithin(2 ** -80, unit)).toBe(true);
          for (const [k, limb] of limbs.entries()) if (k > 0) expect(limbs[k - 1]! + limb).toBe(limbs[k - 1]);
        }
      }),
      500,
    );
  });

  test('has a rest only where it takes more than double-double, and an error only where something is cut off', () => {
    expect(decimals(['0.1', '0.25'])).toMatchObject({ error: 2 ** -106 });
    expect(decimals(['0.1', '0.25'])).not.toHaveProperty('rest');
    expect(decimals(['0.25', '12345678901234567890'])).not.toHaveProperty('error');
    // What is short is read as far as what is long: they differ in the last digit only.
    const { rest, error } = decimals(['0.1', `0.1${'0'.repeat(40)}1`]);
    expect(error).toBe(2 ** (-53 * (2 + rest!.length)));
    expect(rest!.every((limb) => limb[0] !== 0)).toBe(true);
    expect(rest!.some((limb) => limb[0] !== limb[1])).toBe(true);
    const big = 2n ** 200n + 2n ** 100n + 1n;
    expect(decimals([big, -1n])).toEqual({
      hi: Float64Array.of(2 ** 200, -1),
      lo: Float64Array.of(2 ** 100, 0),
      rest: [Float64Array.of(1, 0)],
    });
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
    [2n ** 1024n],
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
    const messages = ['1e400', '1e-400', '0x10', 'abc', 2n ** 1024n, 1, null].map(message);
    expect(new Set(messages.map((text) => text.replace(/^.*?: /, ''))).size).toBe(5);
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
