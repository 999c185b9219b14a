import { at } from '@wellposed/core';

/** ‖a − b‖₂ of two vectors of doubles; Infinity when their lengths differ or a number is not finite. */
export function difference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Infinity;
  const distance = Math.hypot(...a.map((value, i) => value - at(b, i)));
  return Number.isNaN(distance) ? Infinity : distance;
}
