import { dyadic } from './dyadic.js';
import { roundedQuotient } from './rounded-quotient.js';
import { twoProductError } from './two-product-error.js';

/** A decimal literal: sign, digits with an optional point, optional power of ten. Takes linear time, also to fail. */
const DECIMAL = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?$/;
/**
 * Significant digits that count: what a number is compared to in rounding, a float64 number or the middle of two, is a
 * multiple of 2⁻¹⁰⁷⁵ below 2¹⁰²⁴, so that it has at most 309 digits before the point and 1075 after it.
 */
const LONGEST = 2000;
/** Powers of ten up to here are float64 numbers. */
const EXACT_POWERS = 22;

/** A number and what rounding it to float64 lost: hi + lo is the decimal to about 106 bits. */
export interface ParsedDecimal {
  /** The float64 number nearest to the decimal, as `Number(text)`. */
  readonly hi: number;
  /** The rest, |lo| ≤ ½ ulp(hi), to the nearest float64 number (below 2⁻¹⁰²² a subnormal one, below 2⁻¹⁰⁷⁵ zero). */
  readonly lo: number;
}

/**
 * Reads a decimal literal such as '-8.78146e2' to double-double.
 *
 * hi is the nearest float64 number; the rest is N·10ᵉ − hi with the N and e of the text, by exact products when N and
 * 10ᵉ are float64 numbers, else by integers. Source of the rest by an exact product: Dekker (1971), as in
 * `twoProductError`; of the integers: the definition.
 *
 * @returns undefined when the text is no decimal literal, its number is beyond float64's range, or it is not zero and so small
 *   that the nearest float64 number is
 */
export function parseDecimal(text: string): ParsedDecimal | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', mantissa = '', power = '0'] = match;
  const hi = Number(text);
  if (!Number.isFinite(hi)) return undefined;
  const point = mantissa.indexOf('.');
  const fraction = point < 0 ? 0 : mantissa.length - point - 1;
  const significant = mantissa.replace('.', '').replace(/^0+/, '');
  if (significant === '') return { hi, lo: hi };
  if (hi === 0) return undefined;
  // Of the digits beyond, all that can matter is whether there are any.
  const digits = significant.length > LONGEST ? `${significant.slice(0, LONGEST)}1` : significant;
  const exponent = Number(power) - fraction + (significant.length - digits.length);
  const rest = restOf(BigInt(digits), exponent, Math.abs(hi));
  return { hi, lo: sign === '-' ? -rest : rest };
}

/** digits · 10^exponent − hi, the float64 number nearest to it; hi ≥ 0 is the float64 number nearest to digits · 10^exponent. */
function restOf(digits: bigint, exponent: number, hi: number): number {
  const whole = Number(digits);
  if (whole <= Number.MAX_SAFE_INTEGER && Math.abs(exponent) <= EXACT_POWERS) {
    const power = 10 ** Math.abs(exponent);
    if (exponent < 0) {
      // (N − hi 10ᵏ)/10ᵏ, where the difference is exact: hi 10ᵏ is within half an ulp of N, rounded twice.
      const product = hi * power;
      return (whole - product - twoProductError(hi, power, product)) / power;
    }
    return twoProductError(whole, power, hi);
  }
  const ten = 10n ** BigInt(Math.abs(exponent));
  const [numerator, denominator] = exponent < 0 ? [digits, ten] : [digits * ten, 1n];
  const { significand, exponent: binaryExponent } = dyadic(hi);
  // numerator/denominator − significand · 2^binaryExponent, over the common denominator.
  const shift = BigInt(Math.abs(binaryExponent));
  return binaryExponent < 0
    ? quotientOf((numerator << shift) - significand * denominator, denominator << shift)
    : quotientOf(numerator - ((significand * denominator) << shift), denominator);
}

/** The float64 number nearest to numerator ÷ denominator, ties to even, for a denominator > 0. */
export function quotientOf(numerator: bigint, denominator: bigint): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  // The quotient is in (2^(e−1), 2^(e+1)): 53 bits of it are kept, or those from 2⁻¹⁰⁷⁴ on.
  const e = bitLength(magnitude) - bitLength(denominator);
  const shift = Math.min(1074, 53 - e);
  const exact = scaledQuotient(magnitude, denominator, shift);
  const [rounded, kept] =
    exact > 2n ** 53n ? [scaledQuotient(magnitude, denominator, shift - 1), shift - 1] : [exact, shift];
  // Multiplied twice, since 2^−shift may be below float64's range although the quotient is not; each is exact.
  const half = Math.floor(kept / 2);
  const quotient = Number(rounded) * 2 ** -half * 2 ** -(kept - half);
  return numerator < 0n ? -quotient : quotient;
}

/** The integer nearest to numerator · 2^shift ÷ denominator, ties to even. */
function scaledQuotient(numerator: bigint, denominator: bigint, shift: number): bigint {
  return roundedQuotient(numerator << BigInt(Math.max(0, shift)), denominator << BigInt(Math.max(0, -shift)));
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}
