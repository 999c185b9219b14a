import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal } from '../../src/double-double/format-decimal.js';
import { parseDecimal } from '../../src/double-double/parse-decimal.js';
import { doubleDouble } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

/** The exact value of a decimal literal. */
function valueOf(text: string): Rational {
  const [mantissa = '', power = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(whole + fraction);
  return exponent < 0
    ? Rational.ratio(digits, 10n ** BigInt(-exponent))
    : Rational.ratio(digits * 10n ** BigInt(exponent), 1n);
}

const significant = (text: string) => text.replace(/e.*|[-.]/g, '').replace(/^0+/, '');

/** Every float64 number is as likely, subnormal ones included. */
const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
/** hi and what may lie beside it, in full size, tiny, or none. */
const anySum = fc
  .tuple(anyDouble, fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 0, max: 2000 }))
  .map(([hi, share, gap]) => {
    const lo = hi * 2 ** -54 * share * 2 ** -gap;
    return hi + lo === hi ? ([hi, lo] as const) : ([hi, 0] as const);
  });

describe('formatDecimal', () => {
  test.each([
    ['in any range', anySum, 400],
    ['in full precision', doubleDouble(-100, 100), 1000],
    ['at the lower end', doubleDouble(-1022, -900), 400],
    ['at the upper end', doubleDouble(900, 1023), 400],
  ])('the text reads back as the same number, %s', (_, sums, runs) => {
    holds(
      fc.property(sums, ([hi, lo]) => {
        const read = parseDecimal(formatDecimal(hi, lo))!;
        return read.hi === hi && read.lo === lo;
      }),
      runs,
    );
  });

  test('a decimal of up to 31 digits comes back as it was', () => {
    // 10³¹ < 2¹⁰⁵·⁹: the rest of so few digits is not rounded to another decimal.
    holds(
      fc.property(fc.bigInt(-(10n ** 31n), 10n ** 31n), fc.integer({ min: -200, max: 200 }), (digits, exponent) => {
        const { hi, lo } = parseDecimal(`${digits}e${exponent}`)!;
        return valueOf(formatDecimal(hi, lo).replace(/^-/, ''))
          .minus(valueOf(`${digits < 0n ? -digits : digits}e${exponent}`))
          .isZero();
      }),
      1000,
    );
  });

  test('the digits asked for are rounded correctly', () => {
    holds(
      fc.property(anySum, fc.integer({ min: 1, max: 60 }), ([hi, lo], digits) => {
        if (hi === 0) return true;
        const text = formatDecimal(hi, lo, { digits });
        const value = valueOf(text.replace(/^-/, ''));
        const error = value.minus(Rational.sum(Math.abs(hi), hi < 0 ? -lo : lo));
        // Half a unit of the last digit: of the power of ten of the text, whose first digit is at least 1.
        const exponent = Number(Number(text).toExponential().split('e')[1]);
        const power = text.includes('e') ? Number(text.split('e')[1]) : exponent;
        const unit = valueOf(`1e${power - digits + 1}`);
        return significant(text).length === digits && text.startsWith('-') === hi < 0 && error.isWithin(0.5, unit);
      }),
      1000,
    );
  });

  test('is written as JavaScript writes numbers', () => {
    // Numbers whose shortest text is exact.
    for (const value of [0, 1, -2, 12.5, 1024, 1e21, 1e22, -1e20, 0.5, 2 ** -6, 2 ** -13 * 3]) {
      expect(formatDecimal(value, 0)).toBe(String(value));
    }
    for (const value of [0, 1, -123.456, 0.1, 1e21, 123456, 1e-6, 1.5e-7, 1e-7, 5e-324, Number.MAX_VALUE, 2 / 3]) {
      for (const digits of [1, 2, 5, 6, 7, 17, 21, 100]) {
        expect(formatDecimal(value, 0, { digits })).toBe(value.toPrecision(digits));
      }
    }
  });

  test('ties go to the even digit, and the low half breaks them', () => {
    expect(formatDecimal(0.5, 0, { digits: 1 })).toBe('0.5');
    expect(formatDecimal(2.5, 0, { digits: 1 })).toBe('2');
    expect(formatDecimal(3.5, 0, { digits: 1 })).toBe('4');
    expect(formatDecimal(2.5, 5e-324, { digits: 1 })).toBe('3');
    expect(formatDecimal(3.5, -5e-324, { digits: 1 })).toBe('3');
    expect(formatDecimal(9.5, 0, { digits: 1 })).toBe('1e+1');
    expect(formatDecimal(1, -5e-324, { digits: 3 })).toBe('1.00');
    expect(formatDecimal(1, -(2 ** -54), { digits: 20 })).toBe('0.99999999999999994449');
  });

  test('tenths in double-double are tenths', () => {
    const { hi, lo } = parseDecimal('0.1')!;
    expect(formatDecimal(hi, lo)).toBe('0.1');
    expect(formatDecimal(-hi, -lo)).toBe('-0.1');
    expect(formatDecimal(hi, 0)).toBe('0.1000000000000000055511151231257827021181583404541015625');
    expect(formatDecimal(2 ** 53, 1)).toBe('9007199254740993');
    expect(formatDecimal(1_700_000_000_123_456_768, -11)).toBe('1700000000123456757');
  });

  test('the longest expansion is written in full', () => {
    const text = formatDecimal(Number.MAX_VALUE, -5e-324);
    expect(parseDecimal(text)).toEqual({ hi: Number.MAX_VALUE, lo: -5e-324 });
    expect(significant(text).length).toBeLessThanOrEqual(1383);
    expect(formatDecimal(5e-324, 0)).toBe('5e-324');
    // With zeros where there is less.
    expect(formatDecimal(0.5, 0, { digits: 1383 })).toBe(`0.5${'0'.repeat(1382)}`);
  });

  test('refuses what is no double-double, and other digits', () => {
    for (const hi of [NaN, Infinity, -Infinity]) {
      expect(refusal(() => formatDecimal(hi, 0))).toEqual({ code: 'INVALID_INPUT', argument: 'hi', value: hi });
    }
    for (const lo of [NaN, Infinity, 2 ** -52, -1]) {
      expect(refusal(() => formatDecimal(1, lo))).toEqual({ code: 'INVALID_INPUT', argument: 'lo', value: lo });
    }
    for (const digits of [0, -1, 1.5, NaN, 1384, Infinity, '3' as unknown as number]) {
      expect(refusal(() => formatDecimal(1, 0, { digits }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'digits',
        value: digits,
      });
    }
  });
});
