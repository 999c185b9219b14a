import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';
import { allocate } from '../problem/inputs/allocate.js';
import { reading } from '../reading.js';
import type { ExpansionArray } from './double-double-array.js';
import type { DecimalLimbs } from './parse-decimal.js';
import { decimalLimbs } from './parse-decimal.js';

/**
 * Numbers from decimal text or BigInts, with all their digits: timestamps in nanoseconds, prices, 60 digits.
 *
 * - Text ('0.1', '-8.78146e2') is read to 2⁻⁸⁰ of a unit of the last digit of the longest one at least: in double-double, and in further
 *   limbs where that takes more than 106 bits. `error` bounds what is cut off; it is absent when nothing is.
 * - A BigInt is taken exactly.
 *
 * @param texts an array of texts or BigInts, or a BigInt64Array
 * @throws FitError 'INVALID_INPUT' with row and value: for what is no decimal number (blanks, empty text, digit groups, hexadecimal,
 *   a number, a hole), beyond float64's range, or so small that it would become 0
 */
export function decimals(texts: ArrayLike<string | bigint>): ExpansionArray {
  return reading('texts', () => read(texts));
}

function read(texts: ArrayLike<unknown>): ExpansionArray {
  const length: unknown = isObject(texts) ? texts.length : undefined;
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    throw new FitError('INVALID_INPUT', `decimals takes an array of texts, got ${describeValue(texts)}`, {
      argument: 'texts',
      value: texts,
    });
  }
  const limbsOf = (row: number): DecimalLimbs => {
    const value = texts[row];
    const number =
      typeof value === 'string' ? decimalLimbs(value) : typeof value === 'bigint' ? limbsOfBigInt(value) : undefined;
    if (number) return number;
    throw new FitError('INVALID_INPUT', `texts[${row}] is ${describeValue(value)}: ${reasonAgainst(value)}`, {
      argument: 'texts',
      row,
      value,
    });
  };
  // An array that says it is longer than it is has no last element: no memory is taken for it.
  if (length > 0 && texts[length - 1] === undefined) for (let row = 0; row < length; row++) limbsOf(row);
  const arrays = [allocate(length, 'texts'), allocate(length, 'texts')];
  const write = (row: number, limbs: readonly number[]): void => {
    for (const [k, limb] of limbs.entries()) (arrays[k] ??= allocate(length, 'texts'))[row] = limb;
  };
  /** How many limbs of a number there are; 0 when they are all of it. */
  const cut = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const { limbs, exact } = limbsOf(row);
    write(row, limbs);
    if (!exact) cut[row] = limbs.length;
  }
  // All to the same fraction of themselves: 0.1 is told from 0.1000…01 by digits that it has, but does not show.
  const longest = arrays.length;
  let error = 0;
  for (let row = 0; row < length; row++) {
    const count = cut[row] ?? 0;
    const value = texts[row];
    if (count === 0) continue;
    const longer = count < longest && typeof value === 'string' ? decimalLimbs(value, longest) : undefined;
    if (longer) write(row, longer.limbs);
    // Of each number the last limb leaves half an ulp at most.
    if (longer?.exact !== true) error = 2 ** (-53 * longest);
  }
  const [hi, lo, ...rest] = arrays as [Float64Array, Float64Array, ...Float64Array[]];
  return { hi, lo, ...(rest.length > 0 && { rest }), ...(error > 0 && { error }) };
}

/** A BigInt in as many limbs as it takes; undefined beyond float64's range. */
function limbsOfBigInt(value: bigint): DecimalLimbs | undefined {
  const limbs: number[] = [];
  for (let rest = value; rest !== 0n;) {
    const limb = Number(rest);
    if (!Number.isFinite(limb)) return undefined;
    limbs.push(limb);
    rest -= BigInt(limb);
  }
  return { limbs, exact: true };
}

function reasonAgainst(value: unknown): string {
  if (typeof value === 'bigint') return "beyond float64's range";
  if (typeof value === 'number') return 'a number is rounded already, give its text';
  if (typeof value !== 'string') return 'neither text nor a BigInt';
  const number = /^[+-]?\.?\d/.test(value) ? Number(value) : Number.NaN;
  if (Math.abs(number) === Infinity) return "beyond float64's range";
  return number === 0 ? 'too small for float64, it would become 0' : 'not a decimal number';
}
