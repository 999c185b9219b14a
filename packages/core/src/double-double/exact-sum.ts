import { at } from '../at.js';
import type { ExactNumber } from '../contracts/basis-specification.js';
import type { DoubleDouble } from './double-double.js';
import type { ExpansionArray } from './double-double-array.js';
import { twoProductError } from './two-product-error.js';
import { twoSumError } from './two-sum-error.js';

/**
 * A sum of float64 numbers without any rounding, barring overflow: kept as partial sums that do not overlap.
 *
 * Source: Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric predicates", Discrete & Computational
 * Geometry 18 (1997) 305–363, Grow-Expansion (Theorem 10) with zero elimination; the rounding as Python's `math.fsum`.
 */
export class ExactSum {
  /** Not overlapping, ascending in size, none 0. */
  private readonly partials: number[] = [];

  clear(): this {
    this.partials.length = 0;
    return this;
  }

  add(term: number): this {
    const { partials } = this;
    let sum = term;
    let kept = 0;
    for (const partial of partials) {
      const next = sum + partial;
      const error = twoSumError(sum, partial, next);
      if (error !== 0) partials[kept++] = error;
      sum = next;
    }
    partials.length = kept;
    if (sum !== 0) partials.push(sum);
    return this;
  }

  /** Adds a number of one limb or several, times `factor`: a power of two, barring underflow. */
  addExact(value: ExactNumber, factor: number): this {
    if (typeof value === 'number') return this.add(value * factor);
    for (const limb of value) this.add(limb * factor);
    return this;
  }

  /** Adds number `row` of x, times `factor`: a power of two, barring underflow. */
  addNumber({ hi, lo, rest = [] }: ExpansionArray, row: number, factor: number): this {
    this.add(at(hi, row) * factor);
    if (at(lo, row) !== 0) this.add(at(lo, row) * factor);
    for (const limb of rest) if (at(limb, row) !== 0) this.add(at(limb, row) * factor);
    return this;
  }

  /** Adds a · b, the product without error. */
  addProduct(a: number, b: number): this {
    const product = a * b;
    return this.add(product).add(twoProductError(a, b, product));
  }

  /** Multiplies the sum by a float64 number. */
  multiply(factor: number): this {
    const terms = [...this.partials];
    this.clear();
    for (const term of terms) this.addProduct(term, factor);
    return this;
  }

  /** The float64 number nearest to the sum. */
  leading(): number {
    const { partials } = this;
    let next = partials.length - 1;
    let sum = partials[next] ?? 0;
    let error = 0;
    while (next > 0 && error === 0) {
      const before = sum;
      const term = partials[--next] ?? 0;
      sum = before + term;
      error = term - (sum - before);
    }
    // A tie is broken by what is below it.
    const below = partials[next - 1] ?? 0;
    if (error !== 0 && Math.sign(error) === Math.sign(below)) {
      const other = sum + 2 * error;
      if (other - sum === 2 * error) return other;
    }
    return sum;
  }

  /** Takes the nearest number in double-double out of the sum, to `out`: its relative error is at most 2⁻¹⁰⁶. */
  take(out: DoubleDouble): DoubleDouble {
    const hi = this.leading();
    const lo = this.add(-hi).leading();
    this.add(-lo);
    return out.set(hi, lo);
  }

  /** Takes all out of the sum that is above `least` in size: its limbs, descending. */
  takeLimbs(least = 0): readonly number[] {
    const limbs: number[] = [];
    for (let limb = this.leading(); Math.abs(limb) > least; limb = this.leading()) {
      limbs.push(limb);
      this.add(-limb);
    }
    return limbs;
  }
}

/** The float64 number nearest to a number of one limb or several. */
export function leadingOf(value: ExactNumber): number {
  return typeof value === 'number' ? value : new ExactSum().addExact(value, 1).leading();
}
