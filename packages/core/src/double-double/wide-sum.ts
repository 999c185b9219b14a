import { exponentOf, scaleByPower } from '../power-of-two.js';
import { DoubleDouble } from './double-double.js';

/**
 * A register for one number in double-double of any size, (hi + lo) · 2^exponent: a sum whose terms, their products and squares
 * may be beyond float64's range. It keeps to the unit of its largest term, so that what underflows is below 2⁻¹⁰⁷⁴ of that; otherwise
 * the errors are those of `DoubleDouble`. Every operation works in place and returns the register.
 */
export class WideSum {
  exponent = 0;
  private readonly sum = new DoubleDouble();
  private readonly term = new DoubleDouble();

  get hi(): number {
    return this.sum.hi;
  }

  get lo(): number {
    return this.sum.lo;
  }

  /** this ← 0. */
  reset(): this {
    this.sum.set(0);
    return this;
  }

  /** this ← this + (hi + lo) · 2^exponent. */
  add(hi: number, lo = 0, exponent = 0): this {
    if (hi === 0) return this;
    const size = exponentOf(hi) + exponent;
    if (this.sum.hi === 0 || size > this.exponent) {
      const down = this.exponent - size;
      this.sum.set(scaleByPower(this.sum.hi, down), scaleByPower(this.sum.lo, down));
      this.exponent = size;
    }
    const up = exponent - this.exponent;
    this.sum.add(scaleByPower(hi, up), scaleByPower(lo, up));
    return this;
  }

  /** this ← this + (aHi + aLo) · (bHi + bLo) · 2^exponent. */
  addProduct(aHi: number, aLo: number, bHi: number, bLo: number, exponent = 0): this {
    if (aHi === 0 || bHi === 0) return this;
    const a = exponentOf(aHi);
    const b = exponentOf(bHi);
    this.term.set(scaleByPower(aHi, -a), scaleByPower(aLo, -a)).multiply(scaleByPower(bHi, -b), scaleByPower(bLo, -b));
    return this.add(this.term.hi, this.term.lo, a + b + exponent);
  }

  /** The nearest float64 number: ±Infinity, or 0, where there is none. */
  toNumber(): number {
    return scaleByPower(this.sum.hi, this.exponent);
  }
}
