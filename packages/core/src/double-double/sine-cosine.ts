import { at } from '../at.js';
import { DoubleDouble } from './double-double.js';
import type { DoubleDoubleArray } from './double-double-array.js';
import { doubleDoubleArray } from './double-double-array.js';
import { TWO_PI } from './two-pi.js';
import { twoSumError } from './two-sum-error.js';

/** Highest power of the series: (π/4)³⁰/30! < 2⁻¹¹⁷. */
const HIGHEST_POWER = 29;
/** From this power on the terms are below 2⁻⁵⁸ of the sum, so that float64 is enough for them. */
const FIRST_OF_TAIL = 18;
const INVERSE_FACTORIALS = inverseFactorials(HIGHEST_POWER);

const angle = new DoubleDouble();
const square = new DoubleDouble();
const series = new DoubleDouble();

/**
 * sin and cos of 2π (hi + lo), an angle in turns, to `sine` and `cosine`, each with a relative error of at most 24u², u
 * = 2⁻⁵³, for the turns as given: multiples of a quarter turn give exact 0 and ±1.
 *
 * Turns are reduced without error to r in [−1/8, 1/8] and a number of quarters, so that zeros keep their relative
 * accuracy. Then the Taylor series at a = 2πr, |a| ≤ π/4, by Horner's rule, summed in a². The bound: a itself is off by
 * 8u² (one product and the rounding of 2π), which moves sin a by as much and cos a by |a tan a| ≤ 0.79 times that,
 * relatively; a² adds another 7u², with weights below a²/2 ≤ 0.31; the last product and sum add 7u² and 3u², earlier
 * ones enter with weights below 0.31.
 *
 * Source: Taylor's series; of the bounds of the operations: Joldes, Muller, Popescu (2017), as in `DoubleDouble`.
 */
export function sineCosine(hi: number, lo: number, sine: DoubleDouble, cosine: DoubleDouble): void {
  // x − round(x) is exact for every float64 number x; from 2⁵² on it is 0, and the low half has turns of its own.
  const high = hi - Math.round(hi);
  const low = lo - Math.round(lo);
  const sum = high + low;
  const quarters = Math.round(4 * sum);
  const rest = sum - quarters / 4;
  const error = twoSumError(high, low, sum);
  const reduced = rest + error;
  angle.set(reduced, twoSumError(rest, error, reduced)).multiply(TWO_PI.hi, TWO_PI.lo);
  square.set(angle.hi, angle.lo).multiply(angle.hi, angle.lo);
  // (sin, cos) in quadrant q, with s and c of the rest: (s, c), (c, −s), (−s, −c), (−c, s).
  const quadrant = quarters & 3;
  const sineNegative = quadrant >= 2;
  const cosineNegative = quadrant === 1 || quadrant === 2;
  const odd = quadrant % 2 === 1;
  sumSeries(HIGHEST_POWER).multiply(angle.hi, angle.lo);
  assign(odd ? cosine : sine, odd ? cosineNegative : sineNegative);
  sumSeries(HIGHEST_POWER - 1);
  assign(odd ? sine : cosine, odd ? sineNegative : cosineNegative);
}

/** Σ (−1)ᵏ a²ᵏ/(2k + ε)! with 2k + ε up to `power`, where ε is its parity. */
function sumSeries(power: number): DoubleDouble {
  let tail = 0;
  let n = power;
  for (; n >= FIRST_OF_TAIL; n -= 2) tail = at(INVERSE_FACTORIALS.hi, n) - square.hi * tail;
  series.set(tail);
  for (; n >= 0; n -= 2) {
    series.multiply(-square.hi, -square.lo).add(at(INVERSE_FACTORIALS.hi, n), at(INVERSE_FACTORIALS.lo, n));
  }
  return series;
}

function assign(target: DoubleDouble, negative: boolean): void {
  if (negative) target.set(-series.hi, -series.lo);
  else target.set(series.hi, series.lo);
}

/** 1/0! … 1/n!. */
function inverseFactorials(highest: number): DoubleDoubleArray {
  const result = doubleDoubleArray(highest + 1);
  const value = new DoubleDouble(1);
  for (let n = 0; n <= highest; n++) {
    if (n > 0) value.divide(n);
    result.hi[n] = value.hi;
    result.lo[n] = value.lo;
  }
  return result;
}
