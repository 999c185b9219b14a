import { bitLength, dyadic } from './dyadic.js';
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
 * Reads a decimal literal such as '-8.78146e2' to double-double; `decimals` reads all of it.
 *
 * @returns undefined when the text is no decimal literal, its number is beyond float64's range, or it is not zero and so small
 *   that the nearest float64 number is
 */
export function parseDecimal(text: string): ParsedDecimal | undefined {
  const [hi, lo = 0] = decimalLimbs(text, 2, 2)?.limbs ?? [];
  return hi === undefined ? undefined : { hi, lo };
}

/** A decimal as a sum of float64 numbers. */
export interface DecimalLimbs {
  /** Descending, each the float64 number nearest to what those before leave. */
  readonly limbs: readonly number[];
  /** Whether they are all of it; else less than half an ulp of the last is missing, or half of the smallest number. */
  readonly exact: boolean;
}

/** Bits below the last digit of a text to which its limbs go: decimals that differ do so by one unit of it at least. */
const BITS_BELOW = 80;

/**
 * Reads a decimal literal to as many limbs as it takes to reach 2⁻⁸⁰ of a unit of its last digit.
 *
 * The first limb is the nearest float64 number; what is left is N·10ᵉ − limbs with the N and e of the text, by exact products when N
 * and 10ᵉ are float64 numbers, else by integers. Source of the rest by an exact product: Dekker (1971), as in `twoProductError`; of
 * the integers: the definition.
 *
 * @param least limbs that there are at least, where they are not 0; 0s are left out
 * @param most limbs that there are at most
 * @returns undefined as `parseDecimal`
 */
export function decimalLimbs(text: string, least = 2, most = Infinity): DecimalLimbs | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', mantissa = '', power = '0'] = match;
  const hi = Number(text);
  if (!Number.isFinite(hi)) return undefined;
  const point = mantissa.indexOf('.');
  const fraction = point < 0 ? 0 : mantissa.length - point - 1;
  const significant = mantissa.replace('.', '').replace(/^0+/, '');
  if (significant === '') return { limbs: [hi, hi], exact: true };
  if (hi === 0) return undefined;
  // Of the digits beyond, all that can matter is whether there are any.
  const digits = significant.length > LONGEST ? `${significant.slice(0, LONGEST)}1` : significant;
  const exponent = Number(power) - fraction + (significant.length - digits.length);
  // A limb that is not the last leaves at most 2⁻⁵³ of itself.
  const enough = 2 ** 53 * 2 ** -BITS_BELOW * 10 ** exponent;
  const limbs = [Math.abs(hi)];
  const rest = restOf(BigInt(digits), exponent, Math.abs(hi));
  for (;;) {
    const last = Math.abs(limbs.at(-1) ?? 0);
    const isEnough = limbs.length >= least && (last <= enough || limbs.length >= most);
    const limb = isEnough || last === 0 ? 0 : rest.next();
    if (limb === 0) break;
    limbs.push(limb);
  }
  return { limbs: sign === '-' ? limbs.map((limb) => -limb) : limbs, exact: rest.isZero() };
}

/** What limbs leave of a decimal. */
interface Rest {
  /** Takes the float64 number nearest to what is left out of it. */
  next(): number;
  isZero(): boolean;
}

/** digits · 10^exponent − hi; hi ≥ 0 is the float64 number nearest to digits · 10^exponent. */
function restOf(digits: bigint, exponent: number, hi: number): Rest {
  const whole = Number(digits);
  const isSmall = whole <= Number.MAX_SAFE_INTEGER && Math.abs(exponent) <= EXACT_POWERS;
  return isSmall ? restOfProduct(whole, exponent, hi) : restOfQuotient(digits, exponent, hi);
}

/** Where digits and power are float64 numbers. */
function restOfProduct(whole: number, exponent: number, hi: number): Rest {
  const power = 10 ** Math.abs(exponent);
  const product = hi * power;
  // (N − hi 10ᵏ)/10ᵏ, where the difference is exact: hi 10ᵏ is within half an ulp of N, rounded twice. So is what is left of it by each
  // limb that follows, the remainder of a division.
  let rest = exponent < 0 ? whole - product - twoProductError(hi, power, product) : twoProductError(whole, power, hi);
  const divisor = exponent < 0 ? power : 1;
  return {
    next() {
      const limb = rest / divisor;
      const taken = limb * divisor;
      rest = rest - taken - twoProductError(limb, divisor, taken);
      return limb;
    },
    isZero: () => rest === 0,
  };
}

/** By integers. */
function restOfQuotient(digits: bigint, exponent: number, hi: number): Rest {
  const ten = 10n ** BigInt(Math.abs(exponent));
  const tens = exponent < 0 ? ten : 1n;
  // What is left is numerator ÷ (tens · 2^power).
  let numerator = exponent < 0 ? digits : digits * ten;
  let power = 0n;
  const take = (limb: number): number => {
    const { significand, exponent: binaryExponent } = dyadic(limb);
    const missing = BigInt(Math.max(0, -binaryExponent)) - power;
    if (missing > 0n) {
      numerator <<= missing;
      power += missing;
    }
    numerator -= (significand * tens) << (power + BigInt(binaryExponent));
    return limb;
  };
  take(hi);
  return {
    next: () => take(quotientOf(numerator, tens << power)),
    isZero: () => numerator === 0n,
  };
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
