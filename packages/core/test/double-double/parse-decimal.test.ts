import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDecimal } from '../../src/double-double/parse-decimal.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';

/** The literal's exact value: digits · 10^exponent. */
const exact = (digits: bigint, exponent: number) =>
  exponent < 0
    ? Rational.ratio(digits, 10n ** BigInt(-exponent))
    : Rational.ratio(digits * 10n ** BigInt(exponent), 1n);

/** hi is the nearest float64 number, and the rest is right to 2⁻⁵³ of itself: one rounding. */
function isRead(text: string, value: Rational): boolean {
  const parsed = parseDecimal(text);
  if (parsed === undefined) return false;
  const rest = value.minus(Rational.of(parsed.hi));
  return parsed.hi === Number(text) && rest.minus(Rational.of(parsed.lo)).isWithin(2 ** -53, rest);
}

test('short decimals, as tables hold them: the rest by an exact product', () => {
  holds(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: -22, max: 22 }), (digits, exponent) =>
      isRead(`${digits}e${exponent}`, exact(BigInt(digits), exponent)),
    ),
    1000,
  );
});

// From 10⁻²⁸⁰ on the rest, at most 2⁻⁵³ as large, is well above 2⁻¹⁰²², where float64 begins to lose bits.
test('decimals of any length and size: the rest by integers', () => {
  const digits = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
  holds(
    fc.property(digits, fc.integer({ min: -280, max: 260 }), (value, exponent) =>
      isRead(`${value}e${exponent}`, exact(value, exponent)),
    ),
    1000,
  );
});

test.each([
  ['0.1', 0.1, -5.551115123125783e-18],
  ['-0.1', -0.1, 5.551115123125783e-18],
  ['9007199254740993', 2 ** 53, 1],
  ['-9007199254740993', -(2 ** 53), -1],
  ['1.5', 1.5, 0],
  ['+.5', 0.5, 0],
  ['7.', 7, 0],
  ['0', 0, 0],
  ['1E3', 1000, 0],
  ['12.5', 12.5, 0],
  ['.25', 0.25, 0],
  ['-123.0625e1', -1230.625, 0],
  ['0e20000', 0, 0],
  ['0e99999999', 0, 0],
  ['+1.5', 1.5, 0],
  ['1e-00001', 0.1, -5.551115123125783e-18],
  // 2⁻¹⁰⁷⁴ is the smallest float64: what lies between two of them is below the rest's range.
  ['5e-324', 5e-324, 0],
])('%s is %d and %d', (text, hi, lo) => {
  expect(parseDecimal(text)).toEqual({ hi, lo });
});

test('a rest at the edge of float64 is found all the same', () => {
  const { hi, lo } = parseDecimal('1.23456789e-300')!;
  const value = exact(123456789n, -308);
  expect(hi).toBe(1.23456789e-300);
  expect(
    value
      .minus(Rational.of(hi))
      .minus(Rational.of(lo))
      .abs()
      .isWithin(2 ** -1074, Rational.of(1)),
  ).toBe(true);
});

test.each([
  '',
  ' 1',
  '1 ',
  'NaN',
  'Infinity',
  '1e400',
  '-1e400',
  '0x10',
  '1_000',
  '1,5',
  '--1',
  '1e',
  '.',
  'e5',
  '1e99999',
  '١',
  '1.5.',
  '+',
  'e',
  // Not zero, but nearest to it.
  '1e-400',
  '-1e-99999',
  '2.4703282292062327e-324',
])("refuses '%s'", (text) => {
  expect(parseDecimal(text)).toBeUndefined();
});

test('the smallest number that is not refused is just above half the smallest float64', () => {
  expect(parseDecimal('2.4703282292062328e-324')).toEqual({ hi: 5e-324, lo: 0 });
});

test('the rest is the nearest float64 number, ties to even, down to the subnormal ones', () => {
  // 2⁻¹⁰⁷⁴ k below 1 + 2⁻⁵³…: a rest of k + ½ units of the last place goes to the even neighbour.
  const unit = 2n ** 1075n;
  const text = (numerator: bigint) => `${numerator * 5n ** 1075n}e-1075`;
  for (const [halves, expected] of [
    [1n, 0],
    [2n, 1],
    [3n, 2],
    [5n, 2],
    [7n, 4],
  ] as const) {
    expect(parseDecimal(text(unit + halves))).toEqual({ hi: 1, lo: expected * 5e-324 });
  }
});

test('texts of any length take little time, and each digit counts', () => {
  const n = 100_000;
  const zeros = '0'.repeat(n);
  expect(parseDecimal(`0.${zeros}1e${n + 1}`)).toEqual({ hi: 1, lo: 0 });
  expect(parseDecimal(`1${zeros}e-${n}`)).toEqual({ hi: 1, lo: 0 });
  expect(parseDecimal(`${zeros}1.5${zeros}`)).toEqual({ hi: 1.5, lo: 0 });
  // 1 + 2⁻⁵³ is the middle of two float64 numbers: a digit far behind decides, though the rest cannot hold it.
  expect(parseDecimal('1.00000000000000011102230246251565404236316680908203125')).toEqual({ hi: 1, lo: 2 ** -53 });
  expect(parseDecimal(`1.00000000000000011102230246251565404236316680908203125${zeros}1`)).toEqual({
    hi: 1 + 2 ** -52,
    lo: -(2 ** -53),
  });
  const started = performance.now();
  for (const bad of [
    `${'1'.repeat(n)}x`,
    `.${'1'.repeat(n)}.`,
    `1e${'1'.repeat(n)}x`,
    '1'.repeat(n),
    `1e-${zeros}1x`,
  ]) {
    expect(parseDecimal(bad)).toBeUndefined();
  }
  expect(parseDecimal(`0.${'123'.repeat(n)}`)!.hi).toBe(123 / 999);
  // A pattern that backtracks takes a minute.
  expect(performance.now() - started).toBeLessThan(5000);
});
