import { at } from '../at.js';
import { isObject } from '../is-object.js';
import { maximumMagnitude } from '../maximum-magnitude.js';

declare function structuredClone<T>(value: T): T;

/** Returns to the same place after which it is a cycle. */
const RETURNS = 10;
/** What counts as the same place, relative to how far the cycle goes: rounding, of some steps. */
const SAME = 2 ** -44;

/** Where a descent goes round: after how many iterations it is back, and how far it went meanwhile. */
export interface Cycle {
  readonly period: number;
  /** Largest change of a coefficient on the way. */
  readonly span: number;
}

/**
 * Finds the cycle that a descent has entered: θ, and all that the optimizer remembers, come back ten times in a row, up to a rounding that
 * is small beside the way in between. The same state gives the same steps for ever; a counter in the state keeps it from being the same.
 *
 * Brent's algorithm: each θ is compared with the one of the last power of two, O(p) and no memory. States are compared only where θ is back.
 *
 * Source: Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980) 176–184, §2.
 */
export class CycleWatch {
  private anchor: Float64Array | undefined;
  private remembered: unknown;
  private power = 1;
  private steps = 0;
  private span = 0;
  private period = 0;
  private returns = 0;

  /** The cycle, once θ and the state have come back often enough. */
  add(theta: Float64Array, state: unknown): Cycle | undefined {
    if (!this.anchor || this.steps === this.power) {
      this.drop(theta, state);
      return undefined;
    }
    this.steps += 1;
    const distance = distanceBetween(theta, this.anchor);
    this.span = Math.max(this.span, distance);
    const isBack = distance <= SAME * this.span && this.span > 0;
    if (this.period > 0 && this.steps % this.period === 0) {
      this.returns = isBack && isAlike(state, this.remembered) ? this.returns + 1 : 0;
      if (this.returns === 0) this.period = 0;
    } else if (this.period === 0 && isBack && isAlike(state, this.remembered)) {
      this.period = this.steps;
      this.returns = 1;
    }
    return this.returns === RETURNS ? { period: this.period, span: this.span } : undefined;
  }

  private drop(theta: Float64Array, state: unknown): void {
    if (this.anchor) this.power *= 2;
    this.anchor = theta.slice();
    this.remembered = structuredClone(state);
    this.steps = 0;
    this.span = 0;
    this.period = 0;
    this.returns = 0;
  }
}

function distanceBetween(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < a.length; j++) largest = Math.max(largest, Math.abs(at(a, j) - at(b, j)));
  return largest;
}

/** Whether two states are the same but for rounding: numbers beside the largest of their array. */
function isAlike(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b || Math.abs(a - b) <= SAME * Math.abs(a);
  if (a instanceof Float64Array && b instanceof Float64Array) {
    return a.length === b.length && !(distanceBetween(a, b) > SAME * maximumMagnitude(a));
  }
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isAlike(a[key], b[key]));
}
