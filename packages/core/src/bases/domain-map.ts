import { DoubleDouble } from '../double-double/double-double.js';
import { FitError } from '../fit-error.js';
import { powerOfTwo } from '../power-of-two.js';

/**
 * The affine map t = (x − m)/h of the domain [a, b] to [−1, 1], with m = (a + b)/2 and h = (b − a)/2, in double-double.
 *
 * x is first multiplied by a power of two that brings the domain to the size of 1, so that no x overflows. A domain of
 * a single point (a = b) maps with h = 1.
 */
export class DomainMap {
  /** Power of two by which x is multiplied first. */
  private readonly scale: number;
  private readonly middle = new DoubleDouble();
  private readonly halfWidth = new DoubleDouble();

  /** @throws FitError 'INVALID_OPTION' when the ends are not finite or not in order. */
  constructor(readonly domain: readonly [number, number]) {
    const [a, b] = domain;
    if (!Number.isFinite(a) || !Number.isFinite(b) || a > b) {
      throw new FitError('INVALID_OPTION', `domain must be [a, b] with finite a ≤ b, got [${a}, ${b}]`, {
        argument: 'domain',
        value: domain,
      });
    }
    // One more halving than needed, since b − a may be twice the largest end. Tiny domains stay below 1, since products in
    // double-double overflow from 2⁹⁹⁶ on and h = 1 is multiplied by the scale too.
    this.scale = 0.5 / Math.max(powerOfTwo(Math.max(Math.abs(a), Math.abs(b))), 2 ** -900);
    this.middle.set(0.5 * this.scale * a).add(0.5 * this.scale * b);
    this.halfWidth.set(0.5 * this.scale * b).add(-0.5 * this.scale * a);
    if (this.halfWidth.hi === 0) this.halfWidth.set(this.scale);
  }

  /** t(xHi + xLo), written to `out`. */
  map(xHi: number, xLo: number, out: DoubleDouble): DoubleDouble {
    return out
      .set(xHi * this.scale, xLo * this.scale)
      .add(-this.middle.hi, -this.middle.lo)
      .divide(this.halfWidth.hi, this.halfWidth.lo);
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
