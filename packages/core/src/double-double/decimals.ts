import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';
import { reading } from '../reading.js';
import type { DoubleDoubleArray } from './double-double-array.js';
import { doubleDoubleArray } from './double-double-array.js';
import { parseDecimal } from './parse-decimal.js';

/**
 * Numbers from decimal text or BigInts, in double-double: 17 and more digits, timestamps in nanoseconds, prices.
 *
 * - Text ('0.1', '-8.78146e2') is read as `parseDecimal` does: to 106 bits, each half rounded correctly.
 * - A BigInt is taken exactly, or refused when 106 bits do not hold it.
 *
 * @param texts an array of texts or BigInts, or a BigInt64Array
 * @throws FitError 'INVALID_INPUT' with row and value: for what is no decimal number (blanks, empty text, digit groups, hexadecimal,
 *   a number, a hole), beyond float64's range, or so small that it would become 0
 */
export function decimals(texts: ArrayLike<string | bigint>): DoubleDoubleArray {
  return reading('texts', () => read(texts));
}

function read(texts: ArrayLike<unknown>): DoubleDoubleArray {
  const length: unknown = isObject(texts) ? texts.length : undefined;
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    throw new FitError('INVALID_INPUT', `decimals takes an array of texts, got ${describeValue(texts)}`, {
      argument: 'texts',
      value: texts,
    });
  }
  const numbers: { readonly hi: number; readonly lo: number }[] = [];
  for (let row = 0; row < length; row++) {
    const value = texts[row];
    const number =
      typeof value === 'string' ? parseDecimal(value) : typeof value === 'bigint' ? fromBigInt(value) : undefined;
    if (number === undefined) {
      throw new FitError('INVALID_INPUT', `texts[${row}] is ${describeValue(value)}: ${reasonAgainst(value)}`, {
        argument: 'texts',
        row,
        value,
      });
    }
    numbers.push(number);
  }
  const result = doubleDoubleArray(length);
  for (const [row, { hi, lo }] of numbers.entries()) {
    result.hi[row] = hi;
    result.lo[row] = lo;
  }
  return result;
}

/** The BigInt as hi + lo exactly; undefined when it takes more than two float64 numbers. */
function fromBigInt(value: bigint): { readonly hi: number; readonly lo: number } | undefined {
  const hi = Number(value);
  if (!Number.isFinite(hi)) return undefined;
  const rest = value - BigInt(hi);
  const lo = Number(rest);
  return BigInt(lo) === rest ? { hi, lo } : undefined;
}

function reasonAgainst(value: unknown): string {
  if (typeof value === 'bigint') return 'more digits than double-double holds, about 32';
  if (typeof value === 'number') return 'a number is rounded already, give its text';
  if (typeof value !== 'string') return 'neither text nor a BigInt';
  const number = /^[+-]?\.?\d/.test(value) ? Number(value) : Number.NaN;
  if (Math.abs(number) === Infinity) return "beyond float64's range";
  return number === 0 ? 'too small for float64, it would become 0' : 'not a decimal number';
}
