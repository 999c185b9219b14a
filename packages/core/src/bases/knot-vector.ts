import { at } from '../at.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { ExactSum } from '../double-double/exact-sum.js';
import { powerOfTwo } from '../power-of-two.js';

/**
 * The knots t of B-splines of degree p on [a, b]: a (p + 1 times), the interior knots, b (p + 1 times).
 *
 * Values by the recurrence of de Boor and Cox,
 *
 *     N_{i,0} = 1 on [t_i, t_{i+1}), else 0,
 *     N_{i,q}(x) = (x − t_i)/(t_{i+q} − t_i) N_{i,q−1}(x) + (t_{i+q+1} − x)/(t_{i+q+1} − t_{i+1}) N_{i+1,q−1}(x),
 *
 * in double-double. All terms are ≥ 0 inside [a, b], so that nothing cancels: with u = 2⁻⁵³ the relative error of a
 * value is at most 30p u² (for each degree a difference of x and a knot 3u², a quotient 17u², a product 7u² and a sum
 * 3u²; differences of knots are exact). Outside [a, b] the pieces at the ends go on as polynomials.
 *
 * Source: de Boor, "On calculating with B-splines", J. Approx. Theory 6 (1972) 50–62; the form of Piegl & Tiller, The
 * NURBS Book (1997), algorithm A2.2.
 */
export class KnotVector {
  /** Number of B-splines. */
  readonly size: number;
  private readonly knots: Float64Array;
  /** Power of two by which x and the knots are multiplied, so that no product is beyond double-double's range. */
  readonly scale: number;
  /** The last values that `evaluate` found: N_{span−p} … N_{span}. */
  readonly values: DoubleDoubleArray;
  /** Values of degree p − 1 on the same span, N_{span−p+1} … N_{span}. */
  private readonly lower: DoubleDoubleArray;
  private readonly left: DoubleDoubleArray;
  private readonly right: DoubleDoubleArray;
  private readonly term = new DoubleDouble();
  private readonly saved = new DoubleDouble();
  private readonly difference = new DoubleDouble();
  private readonly sum = new ExactSum();

  constructor(
    readonly degree: number,
    interior: readonly number[],
    [a, b]: readonly [number, number],
  ) {
    // As in DomainMap: 0.5, since b − a may be twice the largest end; tiny domains stay within the range.
    this.scale = 0.5 / Math.max(powerOfTwo(Math.max(Math.abs(a), Math.abs(b))), 2 ** -900);
    const ends = degree + 1;
    this.knots = Float64Array.from(
      [...new Array<number>(ends).fill(a), ...interior, ...new Array<number>(ends).fill(b)],
      (knot) => knot * this.scale,
    );
    this.size = interior.length + ends;
    this.values = doubleDoubleArray(degree + 1);
    this.lower = doubleDoubleArray(degree);
    this.left = doubleDoubleArray(degree + 1);
    this.right = doubleDoubleArray(degree + 1);
  }

  /** Keeps the values of the B-splines that are not 0 at number `row` of x in `values`, and returns the index of the first. */
  evaluate(x: ExpansionArray, row: number): number {
    const { degree, values, lower, left, right, term, saved } = this;
    const span = this.spanOf(at(x.hi, row) * this.scale, at(x.lo, row) * this.scale);
    saved.set(1);
    values.hi[0] = 1;
    values.lo[0] = 0;
    for (let q = 1; q <= degree; q++) {
      // left[q] = x − t_{span+1−q}, right[q] = t_{span+q} − x.
      write(left, q, this.distance(x, row, span + 1 - q, 1));
      write(right, q, this.distance(x, row, span + q, -1));
      if (q === degree) {
        lower.hi.set(values.hi.subarray(0, degree));
        lower.lo.set(values.lo.subarray(0, degree));
      }
      saved.set(0);
      for (let r = 0; r < q; r++) {
        const gap = this.gap(span + 1 - q + r, span + r + 1);
        term.set(at(values.hi, r), at(values.lo, r)).divide(gap.hi, gap.lo);
        saved.addProduct(at(right.hi, r + 1), at(right.lo, r + 1), term.hi, term.lo);
        write(values, r, saved);
        saved.set(term.hi, term.lo).multiply(at(left.hi, q - r), at(left.lo, q - r));
      }
      write(values, q, saved);
    }
    return span - degree;
  }

  /**
   * Derivatives of the B-splines that are not 0 at number `row` of x, written to `out`; returns the index of the first.
   *
   * N′_{i,p} = p (N_{i,p−1}/(t_{i+p} − t_i) − N_{i+1,p−1}/(t_{i+p+1} − t_{i+1})), in double-double: off by at most 30p u²
   * of the sum of the two terms (30(p − 1)u² for the values, 17u² a quotient, 7u² a product, 3u² the sum). Source:
   * de Boor, A Practical Guide to Splines (2001), ch. X.
   */
  differentiate(x: ExpansionArray, row: number, out: DoubleDoubleArray): number {
    const { degree, lower, term, saved } = this;
    const first = this.evaluate(x, row);
    saved.set(0);
    for (let r = 0; r <= degree; r++) {
      // saved holds p N_{first+r,p−1}/(…), which is 0 for the first one.
      if (r < degree) {
        const gap = this.gap(first + r + 1, first + r + 1 + degree);
        term
          .set(at(lower.hi, r), at(lower.lo, r))
          .divide(gap.hi, gap.lo)
          .multiply(degree * this.scale);
      } else term.set(0);
      write(out, r, saved.add(-term.hi, -term.lo));
      saved.set(term.hi, term.lo);
    }
    return first;
  }

  /** ±(x − tᵢ), with all limbs of x. Overwritten by the next call. */
  private distance(x: ExpansionArray, row: number, i: number, sign: 1 | -1): DoubleDouble {
    const { scale, difference, sum, knots } = this;
    const factor = sign * scale;
    const knot = -sign * at(knots, i);
    if (!x.rest) return difference.set(at(x.hi, row) * factor, at(x.lo, row) * factor).add(knot);
    return sum.clear().addNumber(x, row, factor).add(knot).take(difference);
  }

  /** t_j − t_i; exact. Overwritten by the next call. */
  private gap(i: number, j: number): DoubleDouble {
    return this.difference.set(at(this.knots, j)).add(-at(this.knots, i));
  }

  /** The span i with t_i ≤ x < t_{i+1}, never an empty one; outside of the domain the first or the last. */
  private spanOf(hi: number, lo: number): number {
    let [low, high] = [this.degree, this.size];
    // t_low ≤ x < t_high, or x is outside.
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const knot = at(this.knots, middle);
      if (hi > knot || (hi === knot && lo >= 0)) low = middle;
      else high = middle;
    }
    return low;
  }
}

function write(target: DoubleDoubleArray, index: number, { hi, lo }: DoubleDouble): void {
  target.hi[index] = hi;
  target.lo[index] = lo;
}
