/** A fraction of big integers, den > 0: exact arithmetic for expected values. */
export class Rational {
  private constructor(
    readonly num: bigint,
    readonly den: bigint,
  ) {}

  static of(num: bigint, den = 1n): Rational {
    let [a, b] = [num < 0n ? -num : num, den < 0n ? -den : den];
    while (b > 0n) [a, b] = [b, a % b];
    const divisor = den < 0n ? -a : a;
    return new Rational(num / divisor, den / divisor);
  }

  /** A decimal as it is written, such as '-12.5'. */
  static parse(text: string): Rational {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) throw new Error(`not a decimal: ${text}`);
    const [, sign, whole, fraction = ''] = match;
    return Rational.of(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
  }

  plus(other: Rational): Rational {
    return Rational.of(this.num * other.den + other.num * this.den, this.den * other.den);
  }

  minus(other: Rational): Rational {
    return Rational.of(this.num * other.den - other.num * this.den, this.den * other.den);
  }

  times(other: Rational): Rational {
    return Rational.of(this.num * other.num, this.den * other.den);
  }

  over(other: Rational): Rational {
    return Rational.of(this.num * other.den, this.den * other.num);
  }

  /** To float64, with a relative error of at most 2u: 80 bits of the quotient, then rounded. */
  toNumber(): number {
    const magnitude = this.num < 0n ? -this.num : this.num;
    const shift = 80 - magnitude.toString(2).length + this.den.toString(2).length;
    const quotient = shift >= 0 ? (magnitude << BigInt(shift)) / this.den : magnitude / (this.den << BigInt(-shift));
    return (this.num < 0n ? -1 : 1) * Number(quotient) * 2 ** -shift;
  }
}

export const zero = Rational.of(0n);
