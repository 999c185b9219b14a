import { bitLength } from './bit-length.js';
import { dyadicVector } from './dyadic-vector.js';
import { scaleByPower } from './scale-by-power.js';

/** Smallest positive double: every double is a multiple of 2⁻¹⁰⁷⁴. */
const SUBNORMAL_BITS = 1074;
const SMALLEST_NORMAL_EXPONENT = -1022;
/** Bits kept of a quotient before Number() rounds it: more than 53, so that with a sticky bit it rounds as the true quotient. */
const QUOTIENT_BITS = 64;

/** Sign, digits before and after the point, power of ten. */
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** An exact fraction of two integers, denominator > 0, not necessarily in lowest terms (a gcd costs more than it saves). */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  /** @throws RangeError when the denominator is 0. */
  constructor(numerator: bigint, denominator = 1n) {
    if (denominator === 0n) throw new RangeError('Rational: the denominator is 0');
    this.numerator = denominator < 0n ? -numerator : numerator;
    this.denominator = denominator < 0n ? -denominator : denominator;
  }

  /** The double `value`, exactly: every finite double is m · 2ᵉ. @throws RangeError for NaN and infinities. */
  static from(value: number): Rational {
    const { integers, exponent } = dyadicVector([value]);
    const mantissa = integers[0] ?? 0n;
    return exponent < 0 ? new Rational(mantissa, 1n << BigInt(-exponent)) : new Rational(mantissa << BigInt(exponent));
  }

  /** The number that decimal text such as '-8.78146E+02' stands for, exactly. @throws RangeError for other text. */
  static fromDecimal(text: string): Rational {
    const match = DECIMAL.exec(text);
    if (!match) throw new RangeError(`Rational: '${text}' is no decimal`);
    const [, sign = '', whole = '', fraction = '', power = '0'] = match;
    const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
    const exponent = Number(power) - fraction.length;
    return exponent < 0
      ? new Rational(digits, 10n ** BigInt(-exponent))
      : new Rational(digits * 10n ** BigInt(exponent));
  }

  plus(other: Rational): Rational {
    return new Rational(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(new Rational(-other.numerator, other.denominator));
  }

  times(other: Rational): Rational {
    return new Rational(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** @throws RangeError when `other` is 0. */
  over(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  absolute(): Rational {
    return this.numerator < 0n ? new Rational(-this.numerator, this.denominator) : this;
  }

  /** Negative, 0 or positive as this is less than, equal to or greater than `other`. */
  compare(other: Rational): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }

  /** The nearest double, ties to even; ±Infinity beyond the range. */
  toNumber(): number {
    if (this.numerator < 0n) return -new Rational(-this.numerator, this.denominator).toNumber();
    if (this.numerator === 0n) return 0;
    const shift = QUOTIENT_BITS - (bitLength(this.numerator) - bitLength(this.denominator));
    const quotient = withStickyBit(this.numerator, this.denominator, shift);
    const exponent = bitLength(quotient) - 1 - (shift + 1);
    if (exponent >= SMALLEST_NORMAL_EXPONENT) return scaleByPower(Number(quotient), -(shift + 1));
    return Number(nearestInteger(this.numerator << BigInt(SUBNORMAL_BITS), this.denominator)) * Number.MIN_VALUE;
  }

  /** ln this to within a few ulp of max(1, |ln this|), for numbers far beyond the range of doubles. @throws RangeError unless > 0. */
  logarithm(): number {
    if (this.numerator <= 0n) throw new RangeError('Rational: logarithm of a number that is not positive');
    const shift = bitLength(this.numerator) - bitLength(this.denominator);
    const reduced =
      shift > 0
        ? new Rational(this.numerator, this.denominator << BigInt(shift))
        : new Rational(this.numerator << BigInt(-shift), this.denominator);
    return Math.log(reduced.toNumber()) + shift * Math.LN2;
  }

  /** √this to within 1 ulp, without overflow or underflow on the way. @throws RangeError when negative. */
  squareRoot(): number {
    if (this.numerator < 0n) throw new RangeError('Rational: square root of a negative number');
    if (this.numerator === 0n) return 0;
    const half = Math.floor((bitLength(this.numerator) - bitLength(this.denominator)) / 2);
    const scale = BigInt(2 * Math.abs(half));
    const reduced =
      half > 0
        ? new Rational(this.numerator, this.denominator << scale)
        : new Rational(this.numerator << scale, this.denominator);
    return scaleByPower(Math.sqrt(reduced.toNumber()), half);
  }
}

/** ⌊numerator · 2^shift ÷ denominator⌋ with one more bit at the end: whether anything was cut off. */
function withStickyBit(numerator: bigint, denominator: bigint, shift: number): bigint {
  const top = shift > 0 ? numerator << BigInt(shift) : numerator;
  const bottom = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = top / bottom;
  return (quotient << 1n) | (quotient * bottom === top ? 0n : 1n);
}

/** numerator ÷ denominator to the nearest integer, ties to even. */
function nearestInteger(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}
