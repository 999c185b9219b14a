import { at } from '../at.js';
import { norm } from '../norm.js';
import type { Leak } from './least-leak.js';

/** A unit vector d, p numbers, and ‖Ã d‖₂. */
export interface UnitLeak {
  readonly direction: Float64Array;
  readonly size: number;
}

/** Sweeps after which one-sided Jacobi has long converged: quadratically, after five or so. */
const MOST_SWEEPS = 40;

/**
 * The singular values of Ã Q, largest first, for Q an orthonormal basis of the span of the directions D, from D and Ã D: the directions
 * are made orthonormal by modified Gram–Schmidt, twice, the leaks carried along; then one-sided Jacobi makes the leaks
 * orthogonal.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.4.5; Hestenes, J. SIAM 6 (1958) 51–90.
 */
export function orthogonalLeaks(leaks: readonly Leak[]): readonly UnitLeak[] {
  const pairs: Pair[] = [];
  for (const { direction, fitted } of leaks) {
    const pair = { direction: direction.hi.slice(), fitted: fitted.slice() };
    for (let pass = 0; pass < 2; pass++) {
      for (const other of pairs) addMultiple(pair, other, -dot(pair.direction, other.direction));
      const length = norm(pair.direction);
      for (const half of [pair.direction, pair.fitted]) half.forEach((value, k) => (half[k] = value / length));
    }
    pairs.push(pair);
  }
  makeLeaksOrthogonal(pairs);
  return pairs.map(({ direction, fitted }) => ({ direction, size: norm(fitted) })).sort((a, b) => b.size - a.size);
}

/** A direction d and what it leaks, Ã d. */
export interface Pair {
  readonly direction: Float64Array;
  readonly fitted: Float64Array;
}

/** One-sided Jacobi: turns the pairs, in place, until their leaks are orthogonal to each other. */
export function makeLeaksOrthogonal(pairs: readonly Pair[]): void {
  for (let sweep = 0, turned = true; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false;
    for (const [j, right] of pairs.entries()) {
      for (const left of pairs.slice(0, j)) turned = rotate(left, right) || turned;
    }
  }
}

/** Turns two pairs in their plane until their leaks are orthogonal; whether they were not yet. */
function rotate(left: Pair, right: Pair): boolean {
  const [a, b] = [norm(left.fitted), norm(right.fitted)];
  if (!(a > 0 && b > 0)) return false;
  const cosineBetween = dotOver(left.fitted, a, right.fitted, b);
  if (!(Math.abs(cosineBetween) > 2 ** -50)) return false;
  const zeta = (b / a - a / b) / (2 * cosineBetween);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, t);
  const sine = cosine * t;
  for (const half of ['direction', 'fitted'] as const) {
    for (let k = 0; k < left[half].length; k++) {
      const [x, y] = [at(left[half], k), at(right[half], k)];
      left[half][k] = cosine * x - sine * y;
      right[half][k] = sine * x + cosine * y;
    }
  }
  return true;
}

function addMultiple(pair: Pair, other: Pair, factor: number): void {
  for (const half of ['direction', 'fitted'] as const) {
    other[half].forEach((value, k) => (pair[half][k] = at(pair[half], k) + factor * value));
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * at(b, k), 0);
}

/** (a ÷ ‖a‖)·(b ÷ ‖b‖): small vectors have products that underflow. */
function dotOver(a: Float64Array, aNorm: number, b: Float64Array, bNorm: number): number {
  return a.reduce((sum, value, k) => sum + (value / aNorm) * (at(b, k) / bNorm), 0);
}
