import { at } from '../at.js';
import { DoubleDouble } from './double-double.js';
import type { DoubleDoubleArray } from './double-double-array.js';

/** target ← target + addend, number by number, in double-double. */
export function addTo(target: DoubleDoubleArray, addend: DoubleDoubleArray): void {
  const sum = new DoubleDouble();
  for (let i = 0; i < target.hi.length; i++) {
    sum.set(at(target.hi, i), at(target.lo, i)).add(at(addend.hi, i), at(addend.lo, i));
    target.hi[i] = sum.hi;
    target.lo[i] = sum.lo;
  }
}
