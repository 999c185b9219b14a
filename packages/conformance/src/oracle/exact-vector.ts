import { dyadicVector } from './dyadic-vector.js';
import type { DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { innerProduct } from './inner-product.js';
import { Rational } from './rational.js';

/** A vector of rationals over one denominator: component j is numerators[j] ÷ denominator, with denominator > 0. */
export class ExactVector {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;

  /** @throws RangeError when the denominator is 0. */
  constructor(numerators: readonly bigint[], denominator = 1n) {
    if (denominator === 0n) throw new RangeError('ExactVector: the denominator is 0');
    this.numerators = denominator < 0n ? numerators.map((v) => -v) : numerators;
    this.denominator = denominator < 0n ? -denominator : denominator;
  }

  /** The vector with components integers[j] · 2^exponents[j] ÷ denominator. */
  static scaled(integers: readonly bigint[], exponents: readonly number[], denominator = 1n): ExactVector {
    const lift = Math.max(0, -Math.min(0, ...exponents));
    return new ExactVector(
      integers.map((v, j) => v << BigInt(entry(exponents, j) + lift)),
      denominator << BigInt(lift),
    );
  }

  /** A vector of doubles, exactly. */
  static from(values: ArrayLike<number>): ExactVector {
    return ExactVector.fromDyadic(dyadicVector(values));
  }

  static fromDyadic({ integers, exponent }: DyadicVector): ExactVector {
    return exponent < 0
      ? new ExactVector(integers, 1n << BigInt(-exponent))
      : new ExactVector(integers.map((v) => v << BigInt(exponent)));
  }

  get length(): number {
    return this.numerators.length;
  }

  component(index: number): Rational {
    return new Rational(entry(this.numerators, index), this.denominator);
  }

  minus(other: ExactVector): ExactVector {
    return new ExactVector(
      this.numerators.map((v, j) => v * other.denominator - entry(other.numerators, j) * this.denominator),
      this.denominator * other.denominator,
    );
  }

  /** Σ xⱼ², exactly. */
  squaredNorm(): Rational {
    return new Rational(innerProduct(this.numerators, this.numerators), this.denominator * this.denominator);
  }

  /** ‖x‖₂ to within 1 ulp. */
  norm(): number {
    return this.squaredNorm().squareRoot();
  }

  /** ‖values − x‖₂: the difference is exact, only its norm is rounded. Infinity when a value is not finite. */
  distanceTo(values: Float64Array): number {
    if (values.length !== this.length || !values.every(Number.isFinite)) return Infinity;
    return ExactVector.from(values).minus(this).norm();
  }

  /** |value − x_index| ÷ |x_index|: exact, then rounded once. 0 for 0 against 0, Infinity for another value against 0. */
  relativeError(index: number, value: number): number {
    if (!Number.isFinite(value)) return Infinity;
    const exact = this.component(index);
    const error = Rational.from(value).minus(exact).absolute();
    if (error.isZero) return 0;
    return exact.isZero ? Infinity : error.over(exact.absolute()).toNumber();
  }

  /** The nearest doubles. */
  toFloat64(): Float64Array {
    return Float64Array.from({ length: this.length }, (_, j) => this.component(j).toNumber());
  }
}
