/**
 * An exact number, num/den · 2^exponent with den > 0: every float64 is one with den = 1, so that sums and products of
 * float64 numbers cost shifts and multiplications only, never a greatest common divisor.
 */
export class Rational {
  private constructor(
    private readonly num: bigint,
    private readonly den: bigint,
    private readonly exponent: number,
  ) {}

  static readonly zero = new Rational(0n, 1n, 0);

  static of(x: number): Rational {
    if (!Number.isFinite(x)) throw new Error(`not a number: ${x}`);
    if (x === 0) return Rational.zero;
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, x);
    const bits = view.getBigUint64(0);
    const biased = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & ((1n << 52n) - 1n);
    const significand = biased === 0 ? fraction : fraction | (1n << 52n);
    return new Rational(x < 0 ? -significand : significand, 1n, Math.max(biased, 1) - 1075);
  }

  /** hi + lo. */
  static sum(hi: number, lo: number): Rational {
    return Rational.of(hi).plus(Rational.of(lo));
  }

  static ratio(num: bigint, den: bigint): Rational {
    let [a, b] = [num < 0n ? -num : num, den < 0n ? -den : den];
    while (b > 0n) [a, b] = [b, a % b];
    const divisor = den < 0n ? -a : a;
    return new Rational(num / divisor, den / divisor, 0);
  }

  plus(other: Rational): Rational {
    if (this.num === 0n) return other;
    if (other.num === 0n) return this;
    const exponent = Math.min(this.exponent, other.exponent);
    const a = this.num << BigInt(this.exponent - exponent);
    const b = other.num << BigInt(other.exponent - exponent);
    return Rational.reduced(a * other.den + b * this.den, this.den * other.den, exponent);
  }

  negated(): Rational {
    return new Rational(-this.num, this.den, this.exponent);
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  times(other: Rational): Rational {
    return Rational.reduced(this.num * other.num, this.den * other.den, this.exponent + other.exponent);
  }

  over(other: Rational): Rational {
    if (other.num === 0n) throw new Error('division by zero');
    const sign = other.num < 0n ? -1n : 1n;
    const den = this.den * other.num * sign;
    return Rational.reduced(this.num * other.den * sign, den, this.exponent - other.exponent);
  }

  abs(): Rational {
    return this.num < 0n ? this.negated() : this;
  }

  isZero(): boolean {
    return this.num === 0n;
  }

  /** |this| ≤ bound · |size|. */
  isWithin(bound: number, size: Rational): boolean {
    return this.abs().minus(size.abs().times(Rational.of(bound))).num <= 0n;
  }

  /** The integer `this · 2^shift`; of dyadic numbers only, for a large enough shift. */
  toInteger(shift: number): bigint {
    const total = BigInt(this.exponent + shift);
    if (this.den !== 1n || total < 0n) throw new Error('not an integer');
    return this.num << total;
  }

  /** The power of two of the last bit of a dyadic number. */
  get lastBit(): number {
    return this.num === 0n ? 0 : this.exponent;
  }

  /** The nearest float64, barring a double rounding at the 80th bit and subnormal results. */
  toNumber(): number {
    if (this.num === 0n) return 0;
    const magnitude = this.num < 0n ? -this.num : this.num;
    const shift = 80 - magnitude.toString(16).length * 4 + this.den.toString(16).length * 4;
    const quotient = shift >= 0 ? (magnitude << BigInt(shift)) / this.den : magnitude / (this.den << BigInt(-shift));
    const power = this.exponent - shift;
    const half = Math.trunc(power / 2);
    return (this.num < 0n ? -1 : 1) * Number(quotient) * 2 ** half * 2 ** (power - half);
  }

  private static reduced(num: bigint, den: bigint, exponent: number): Rational {
    if (num === 0n) return Rational.zero;
    if (den === 1n) return new Rational(num, den, exponent);
    let [a, b] = [num < 0n ? -num : num, den];
    while (b > 0n) [a, b] = [b, a % b];
    return new Rational(num / a, den / a, exponent);
  }
}
