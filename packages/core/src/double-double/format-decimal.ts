import { FitError } from '../fit-error.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';
import type { Dyadic } from './dyadic.js';
import { dyadic } from './dyadic.js';
import { parseDecimal } from './parse-decimal.js';
import { roundedQuotient } from './rounded-quotient.js';

/** How to write a number. */
export interface DecimalFormat {
  /** So many significant digits, an integer from 1 to 1383; default: as few as read back. */
  readonly digits?: number;
}

const optionKeys = { digits: true } satisfies OptionKeys<DecimalFormat>;

/** The longest expansion of hi + lo: 309 digits before the point, 1074 after it. */
const LONGEST = 1383;

/**
 * A number in double-double as decimal text: the exact sum hi + lo, rounded once, ties to even.
 *
 * Without `digits`, the fewest at which the text reads back (`parseDecimal`) as the same hi and lo, written as `String` writes
 * numbers; with `digits`, so many significant ones, written as `toPrecision` does.
 *
 * @throws FitError 'INVALID_INPUT' unless hi and lo are finite and |lo| ≤ ½ ulp(hi), 'INVALID_OPTION' for other digits
 */
export function formatDecimal(hi: number, lo: number, options: DecimalFormat = {}): string {
  refuseUnknownOptions(options, optionKeys, 'formatDecimal');
  if (!Number.isFinite(hi) || hi + lo !== hi) {
    throw new FitError('INVALID_INPUT', `(${hi}, ${lo}) is no number in double-double`, {
      argument: Number.isFinite(hi) ? 'lo' : 'hi',
      value: Number.isFinite(hi) ? lo : hi,
    });
  }
  const { digits } = options;
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 1 && digits <= LONGEST)) {
    throw new FitError('INVALID_OPTION', `digits must be an integer from 1 to ${LONGEST}, got ${String(digits)}`, {
      argument: 'digits',
      value: digits,
    });
  }
  if (hi === 0) return written(false, { digits: '0'.repeat(digits ?? 1), power: 0 }, false);
  const sum = dyadicSum(hi, lo);
  const power = powerOfTen(sum, hi);
  if (digits !== undefined) {
    const rounded = roundedTo(digits, sum, power);
    return written(hi < 0, rounded, rounded.power >= digits);
  }
  // A text that reads back as hi has at least the digits of the shortest one that does.
  for (let count = hi.toExponential().replace(/e.*|[-.]/g, '').length; ; count++) {
    const rounded = roundedTo(count, sum, power);
    const text = written(hi < 0, rounded, rounded.power >= 21);
    const read = parseDecimal(text);
    if (count >= LONGEST || (read?.hi === hi && read.lo === lo)) return text;
  }
}

/** |hi + lo|. */
function dyadicSum(hi: number, lo: number): Dyadic {
  const a = dyadic(hi);
  const b = dyadic(lo);
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = (a.significand << BigInt(a.exponent - exponent)) + (b.significand << BigInt(b.exponent - exponent));
  return { significand: sum < 0n ? -sum : sum, exponent };
}

/** The power of ten of the leading digit of the sum. That of hi, rounded to few digits, may be one more. */
function powerOfTen({ significand, exponent }: Dyadic, hi: number): number {
  const power = Number(hi.toExponential().split('e')[1]);
  const sum = significand * 2n ** BigInt(Math.max(0, exponent)) * 10n ** BigInt(Math.max(0, -power));
  const ten = 10n ** BigInt(Math.max(0, power)) * 2n ** BigInt(Math.max(0, -exponent));
  return sum < ten ? power - 1 : power;
}

interface Rounded {
  /** So many significant digits, the first not 0. */
  readonly digits: string;
  /** Of ten, of the first digit. */
  readonly power: number;
}

/** @param power of ten of the leading digit of the sum; that of the rounded one may be one more */
function roundedTo(count: number, sum: Dyadic, power: number): Rounded {
  const digits = scaledByTen(sum, count - 1 - power).toString();
  // Rounded up to the next power of ten, the digits are a 1 and zeros.
  return digits.length > count ? { digits: digits.slice(0, count), power: power + 1 } : { digits, power };
}

/** The integer nearest to significand · 2^exponent · 10^power, ties to even. */
function scaledByTen({ significand, exponent }: Dyadic, power: number): bigint {
  const numerator = significand * 10n ** BigInt(Math.max(0, power)) * 2n ** BigInt(Math.max(0, exponent));
  const denominator = 10n ** BigInt(Math.max(0, -power)) * 2n ** BigInt(Math.max(0, -exponent));
  return roundedQuotient(numerator, denominator);
}

function written(negative: boolean, { digits, power }: Rounded, large: boolean): string {
  const sign = negative ? '-' : '';
  const after = (rest: string): string => (rest === '' ? '' : `.${rest}`);
  if (large || power < -6) {
    return `${sign}${digits.slice(0, 1)}${after(digits.slice(1))}e${power < 0 ? '-' : '+'}${Math.abs(power)}`;
  }
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  return `${sign}${whole}${after(digits.slice(power + 1))}`;
}
