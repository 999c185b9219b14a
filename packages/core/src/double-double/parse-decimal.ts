import { twoProductError } from './two-product-error.js';

/** A decimal literal: sign, digits with an optional point, optional power of ten. */
const DECIMAL = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?$/;
/** Longer powers of ten than any float64 number has, even written out with thousands of digits: refused for their cost. */
const LARGEST_EXPONENT = 20_000;
/** Powers of ten up to here are float64 numbers. */
const EXACT_POWERS = 22;
/** Bits of the quotient when the rest is computed by long division: more than the 53 that are kept. */
const QUOTIENT_BITS = 64;

/** A number and what rounding it to float64 lost: hi + lo is the decimal to about 106 bits. */
export interface ParsedDecimal {
  /** The float64 number nearest to the decimal, as `Number(text)`. */
  readonly hi: number;
  /** The rest, |lo| ≤ ½ ulp(hi), rounded to float64 (below 2⁻¹⁰²² to a subnormal number). */
  readonly lo: number;
}

/**
 * Reads a decimal literal such as '-8.78146e2' to double-double.
 *
 * hi is the nearest float64 number; the rest is N·10ᵉ − hi with the N and e of the text, by exact products when N and
 * 10ᵉ are float64 numbers, else by integers. Source of the rest by an exact product: Dekker (1971), as in
 * `twoProductError`; of the integers: the definition.
 *
 * @returns undefined when the text is not a decimal literal, beyond float64's range, or has an exponent beyond ±20 000
 */
export function parseDecimal(text: string): ParsedDecimal | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', mantissa = '', power = '0'] = match;
  const hi = Number(text);
  if (!Number.isFinite(hi)) return undefined;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const rest = restOf(digits, exponent, Math.abs(hi));
  return { hi, lo: sign === '-' ? -rest : rest };
}

/** digits · 10^exponent − hi, rounded to float64; hi ≥ 0 is the float64 number nearest to digits · 10^exponent. */
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
  const { significand, binaryExponent } = binaryOf(hi);
  // numerator/denominator − significand · 2^binaryExponent, over the common denominator.
  const shift = BigInt(Math.abs(binaryExponent));
  return binaryExponent < 0
    ? quotientOf((numerator << shift) - significand * denominator, denominator << shift)
    : quotientOf(numerator - ((significand * denominator) << shift), denominator);
}

/** x = significand · 2^binaryExponent exactly, for finite x ≥ 0. */
function binaryOf(x: number): { readonly significand: bigint; readonly binaryExponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const stored = word & ((1n << 52n) - 1n);
  return biased === 0
    ? { significand: stored, binaryExponent: -1074 }
    : { significand: stored | (1n << 52n), binaryExponent: biased - 1075 };
}

/** numerator ÷ denominator as a float64 number, its relative error below 2⁻⁵². */
function quotientOf(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  const shift = Math.max(0, QUOTIENT_BITS + denominator.toString(2).length - magnitude.toString(2).length);
  const quotient = Number((magnitude << BigInt(shift)) / denominator);
  // Halved twice, since 2^−shift may be below float64's range although the quotient is not.
  const half = Math.floor(shift / 2);
  const scaled = quotient * 2 ** -half * 2 ** -(shift - half);
  return numerator < 0n ? -scaled : scaled;
}
