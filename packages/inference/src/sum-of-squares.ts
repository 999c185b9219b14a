import { at, DoubleDouble, type DoubleDoubleArray, powerOfTwo } from '@wellposed/core';

/** (hi + lo) · unit², unit a power of two: a sum of squares that can neither overflow nor underflow. */
export interface SumOfSquares {
  readonly hi: number;
  readonly lo: number;
  readonly unit: number;
}

/**
 * Σ wᵢ vᵢ² in double-double, n numbers each; w absent means all 1. Its relative error is at most (n + 20) · 3u².
 *
 * Rows of weight zero do not count, whatever they hold. NaN or infinite only when a row that counts holds such a
 * number.
 *
 * @param weights n numbers ≥ 0, the largest in [1, 4)
 */
export function sumOfSquares(values: DoubleDoubleArray, weights?: DoubleDoubleArray): SumOfSquares {
  const n = values.hi.length;
  let largest = 0;
  // A number whose weight makes it nothing beside the others must not set their unit.
  for (let i = 0; i < n; i++) {
    const weight = weights ? at(weights.hi, i) : 1;
    if (weight > 0) largest = Math.max(largest, Math.sqrt(weight) * Math.abs(at(values.hi, i)));
  }
  const unit = powerOfTwo(largest);
  const sum = new DoubleDouble();
  const term = new DoubleDouble();
  for (let i = 0; i < n; i++) {
    if (weights && !(at(weights.hi, i) > 0)) continue;
    const hi = at(values.hi, i) / unit;
    const lo = at(values.lo, i) / unit;
    if (weights) term.set(at(weights.hi, i), at(weights.lo, i)).multiply(hi, lo);
    else term.set(hi, lo);
    term.multiply(hi, lo);
    sum.add(term.hi, term.lo);
  }
  return { hi: sum.hi, lo: sum.lo, unit };
}

/** √ of a sum of squares. */
export function rootOf({ hi, unit }: SumOfSquares): number {
  return Math.sqrt(hi) * unit;
}

/** a − b, in a's unit. */
export function difference(a: SumOfSquares, b: SumOfSquares): SumOfSquares {
  const { hi, lo } = inUnit(b, a.unit);
  const rest = new DoubleDouble(a.hi, a.lo).add(-hi, -lo);
  return { hi: rest.hi, lo: rest.lo, unit: a.unit };
}

/** a / b in double-double, b > 0. */
export function ratio(a: SumOfSquares, b: SumOfSquares): DoubleDouble {
  const { hi, lo } = inUnit(a, b.unit);
  return new DoubleDouble(hi, lo).divide(b.hi, b.lo);
}

function inUnit({ hi, lo, unit }: SumOfSquares, other: number): SumOfSquares {
  const factor = unit / other;
  return { hi: hi * factor * factor, lo: lo * factor * factor, unit: other };
}
