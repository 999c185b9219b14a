import { at } from '../at.js';
import type { Domain } from '../contracts/basis-specification.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { ExactSum } from '../double-double/exact-sum.js';
import { FitError } from '../fit-error.js';
import { powerOfTwo } from '../power-of-two.js';

/**
 * The affine map t = (x − m)/h of the domain [a, b] to [−1, 1], with m = (a + b)/2 and h = (b − a)/2, in double-double. Where x or m
 * has more limbs than two, x − m is formed without rounding first, so that t has all its digits however many x and m share.
 *
 * x is first multiplied by a power of two that brings the domain to the size of 1, so that no x overflows. A domain of
 * a single point (a = b) maps with h = 1.
 */
export class DomainMap {
  /** Power of two by which x is multiplied first. */
  private readonly scale: number;
  /** The limbs of the middle, and its rounding to double-double. */
  private readonly limbs: readonly number[];
  private readonly middle = new DoubleDouble();
  private readonly halfWidth = new DoubleDouble();
  private readonly difference = new ExactSum();

  /** @throws FitError 'INVALID_OPTION' when the ends are not finite or not in order. */
  constructor(readonly domain: Domain) {
    const [a, b] = domain;
    const [low, high] = domain.map((end) => new ExactSum().addExact(end, 0.5).leading()) as [number, number];
    const width = new ExactSum().addExact(b, 0.5).addExact(a, -0.5);
    if (!Number.isFinite(low) || !Number.isFinite(high) || !(width.leading() >= 0)) {
      throw new FitError('INVALID_OPTION', `domain must be [a, b] with finite a ≤ b, got [${domain.join(', ')}]`, {
        argument: 'domain',
        value: domain,
      });
    }
    // One more halving than needed, since b − a may be twice the largest end. Tiny domains stay below 1, since products in
    // double-double overflow from 2⁹⁹⁶ on and h = 1 is multiplied by the scale too.
    this.scale = 0.25 / Math.max(powerOfTwo(Math.max(Math.abs(low), Math.abs(high))), 2 ** -901);
    const half = 0.5 * this.scale;
    this.limbs = new ExactSum().addExact(a, half).addExact(b, half).takeLimbs();
    new ExactSum().addExact(this.limbs, 1).take(this.middle);
    new ExactSum().addExact(b, half).addExact(a, -half).take(this.halfWidth);
    if (this.halfWidth.hi === 0) this.halfWidth.set(this.scale);
  }

  /** t of number `row` of x, written to `out`. */
  map(x: ExpansionArray, row: number, out: DoubleDouble): DoubleDouble {
    const { limbs, scale, middle, halfWidth, difference } = this;
    if (!x.rest && limbs.length <= 2) {
      out.set(at(x.hi, row) * scale, at(x.lo, row) * scale).add(-middle.hi, -middle.lo);
    } else {
      difference.clear().addNumber(x, row, scale);
      for (const limb of limbs) difference.add(-limb);
      difference.take(out);
    }
    return out.divide(halfWidth.hi, halfWidth.lo);
  }

  /** t = slope · x + offset: the same map as coefficients. */
  coefficients(): { readonly slope: DoubleDouble; readonly offset: DoubleDouble } {
    const { hi, lo } = this.halfWidth;
    return {
      slope: new DoubleDouble(this.scale).divide(hi, lo),
      offset: new DoubleDouble(-this.middle.hi, -this.middle.lo).divide(hi, lo),
    };
  }
}
