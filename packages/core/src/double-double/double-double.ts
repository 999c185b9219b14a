import { twoProductError } from './two-product-error.js';
import { twoSumError } from './two-sum-error.js';

/**
 * A register for one number in double-double, hi + lo with |lo| ≤ ½ ulp(hi): about 106 bits. Every operation works in
 * place and returns the register, so that loops allocate nothing.
 *
 * With u = 2⁻⁵³ the relative errors are at most 3u² (add), 7u² (multiply) and 17u² (divide), barring overflow and underflow.
 *
 * Source: Joldes, Muller, Popescu, "Tight and rigorous error bounds for basic building blocks of double-word
 * arithmetic", ACM TOMS 44(2) 15 (2017): Algorithms 6, 10 and 17, the latter with
 * the product of Algorithm 8 (3u² instead of the 1.5u² behind its bound of 15u²).
 */
export class DoubleDouble {
  constructor(
    public hi = 0,
    public lo = 0,
  ) {}

  set(hi: number, lo = 0): this {
    this.hi = hi;
    this.lo = lo;
    return this;
  }

  /** this ← this + (hi + lo); Algorithm 6, AccurateDWPlusDW. */
  add(hi: number, lo = 0): this {
    const high = this.hi + hi;
    const highError = twoSumError(this.hi, hi, high);
    const low = this.lo + lo;
    const lowError = twoSumError(this.lo, lo, low);
    const carry = highError + low;
    const sum = high + carry;
    const rest = lowError + (carry - (sum - high));
    return this.renormalise(sum, rest);
  }

  /** this ← this · (hi + lo); Algorithm 10, DWTimesDW1. */
  multiply(hi: number, lo = 0): this {
    const product = this.hi * hi;
    const error = twoProductError(this.hi, hi, product);
    return this.renormalise(product, error + (this.hi * lo + this.lo * hi));
  }

  /** this ← this ÷ (hi + lo); Algorithm 17, DWDivDW2. */
  divide(hi: number, lo = 0): this {
    const quotient = this.hi / hi;
    const product = hi * quotient;
    const error = twoProductError(hi, quotient, product) + lo * quotient;
    const productHigh = product + error;
    const productLow = error - (productHigh - product);
    const remainder = this.hi - productHigh + (this.lo - productLow);
    return this.renormalise(quotient, remainder / hi);
  }

  /** this ← this + (aHi + aLo) · (bHi + bLo): one term of an inner product. */
  addProduct(aHi: number, aLo: number, bHi: number, bLo: number): this {
    const product = aHi * bHi;
    const error = twoProductError(aHi, bHi, product) + (aHi * bLo + aLo * bHi);
    const high = product + error;
    return this.add(high, error - (high - product));
  }

  /** Sets hi, lo from a sum whose first term dominates: Dekker's FastTwoSum. */
  private renormalise(high: number, low: number): this {
    this.hi = high + low;
    this.lo = low - (this.hi - high);
    return this;
  }
}
