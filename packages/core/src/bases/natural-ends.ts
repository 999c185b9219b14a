import { at } from '../at.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import { ExactSum } from '../double-double/exact-sum.js';

/**
 * From cubic B-splines N₀ … N_{K+3} on [a, b] with K ≥ 1 interior knots to natural cubic splines g₀ … g_{K+1}, whose
 * second derivative is 0 at a and b and which go on as straight lines.
 *
 * Only N₀, N₁ and N₂ have a second derivative at a, and 1 = N₀ + N₁ + N₂ + … has none, nor has x − a = Σ (ξᵢ − a) Nᵢ,
 * where ξᵢ is the mean of the three knots t_{i+1} … t_{i+3}. So natural ends are those of all combinations of
 *
 *     g₀ = N₀ + (1 − ρ) N₁,  g₁ = ρ N₁ + N₂,   ρ = (ξ₁ − a)/(ξ₂ − a) = (t₄ − a)/((t₄ − a) + (t₅ − a)),
 *
 * and of N₃ …; the other end is the mirror image. The g are ≥ 0 inside and sum to 1.
 *
 * Source: the conditions: de Boor, A Practical Guide to Splines (2001), ch. IV; ξ and x = Σ ξᵢ Nᵢ: ch. IX
 * (Marsden's identity). The combination is ours.
 */
export class NaturalEnds {
  /** K. */
  private readonly count: number;
  private readonly left: NaturalEnd;
  private readonly right: NaturalEnd;
  private readonly value = new DoubleDouble();
  private readonly sum = new DoubleDouble();

  /** @param interior the K ≥ 1 interior knots; lengths are multiplied by `scale`, a power of two, first */
  constructor(interior: readonly number[], [a, b]: readonly [number, number], scale: number) {
    this.count = interior.length;
    this.left = naturalEnd(a, interior[0] ?? b, interior[1] ?? b, scale);
    this.right = naturalEnd(b, interior[this.count - 1] ?? a, interior[this.count - 2] ?? a, scale);
  }

  /** Adds Σ valuesᵣ N_{first+r}, written in the g, to `out`: g₁ at `offset`; g₀ is left out. */
  combine(first: number, values: DoubleDoubleArray, out: DoubleDoubleArray, offset: number): void {
    const { count, left, right } = this;
    for (let r = 0; r < values.hi.length; r++) {
      const index = first + r;
      const one = { hi: at(values.hi, r), lo: at(values.lo, r) };
      if (index === 1) this.add(out, offset, left.inner, one);
      else if (index >= 2 && index <= count + 1) this.add(out, offset + index - 2, UNIT, one);
      else if (index === count + 2) {
        this.add(out, offset + count - 1, right.inner, one);
        this.add(out, offset + count, right.outer, one);
      } else if (index === count + 3) this.add(out, offset + count, UNIT, one);
    }
  }

  /** Writes g₁ … g_{K+1}, all 0 before, at number `row` of x outside of [a, b]; inside it writes nothing and returns false. */
  evaluateOutside(x: ExpansionArray, row: number, out: DoubleDoubleArray, offset: number): boolean {
    const { count, left, right, value } = this;
    if (inwards(left, x, row, value).hi < 0) {
      this.add(out, offset, left.slope, value);
      return true;
    }
    if (inwards(right, x, row, value).hi >= 0) return false;
    // g_K goes on with its slope, and g_{K+1} = 1 − g_K.
    this.add(out, offset + count, UNIT, UNIT);
    this.add(out, offset + count, { hi: -right.slope.hi, lo: -right.slope.lo }, value);
    this.add(out, offset + count - 1, right.slope, value);
    return true;
  }

  /** As `evaluateOutside`, the derivatives. */
  differentiateOutside(x: ExpansionArray, row: number, out: DoubleDoubleArray, offset: number): boolean {
    const { count, left, right, value } = this;
    if (inwards(left, x, row, value).hi < 0) {
      this.add(out, offset, left.slope, { hi: left.unit, lo: 0 });
      return true;
    }
    if (inwards(right, x, row, value).hi >= 0) return false;
    this.add(out, offset + count - 1, right.slope, { hi: right.unit, lo: 0 });
    this.add(out, offset + count, right.slope, { hi: -right.unit, lo: 0 });
    return true;
  }

  /** out[index] += a · b. */
  private add(out: DoubleDoubleArray, index: number, a: Pair, b: Pair): void {
    const sum = this.sum.set(at(out.hi, index), at(out.lo, index)).addProduct(a.hi, a.lo, b.hi, b.lo);
    out.hi[index] = sum.hi;
    out.lo[index] = sum.lo;
  }
}

/** A number in double-double. */
interface Pair {
  readonly hi: number;
  readonly lo: number;
}

/** One end of the domain, seen from the inside. */
interface NaturalEnd {
  readonly end: number;
  /** What x is multiplied by, negative where inwards is down. */
  readonly unit: number;
  /** ρ. */
  readonly inner: Pair;
  /** 1 − ρ. */
  readonly outer: Pair;
  /** The slope of g₁ (or g_K) beyond the end, inwards: 3/((t₄ − a) + (t₅ − a)). */
  readonly slope: Pair;
}

const UNIT: Pair = { hi: 1, lo: 0 };

/** @param near the first interior knot from this end on; @param far the second, or the other end */
function naturalEnd(end: number, near: number, far: number, scale: number): NaturalEnd {
  const unit = near > end ? scale : -scale;
  const first = new DoubleDouble(unit * near).add(-unit * end);
  const second = new DoubleDouble(unit * far).add(-unit * end);
  const total = new DoubleDouble(first.hi, first.lo).add(second.hi, second.lo);
  const slope = new DoubleDouble(3).divide(total.hi, total.lo);
  return {
    end,
    unit,
    inner: first.divide(total.hi, total.lo),
    outer: second.divide(total.hi, total.lo),
    slope,
  };
}

/** The distance of x from the end, positive inside. */
function inwards({ end, unit }: NaturalEnd, x: ExpansionArray, row: number, out: DoubleDouble): DoubleDouble {
  if (!x.rest) return out.set(unit * at(x.hi, row), unit * at(x.lo, row)).add(-unit * end);
  return new ExactSum()
    .addNumber(x, row, unit)
    .add(-unit * end)
    .take(out);
}
