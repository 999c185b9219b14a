import { at } from '@wellposed/core';
import { dot } from './dot.js';

/** Largest entries for which the squares, and sums of many of them, neither overflow nor lose digits to underflow. */
const UPPER = 2 ** 480;
const LOWER = 2 ** -400;

/** Brings every float64 beyond those limits inside them; a power of two, so that no digit changes. */
const SCALE = 2 ** 700;

/**
 * ‖x‖₂ of x[offset … offset + length − 1], without overflow or underflow of the squares.
 *
 * When the largest entry is out of the safe range all are first multiplied by a power of two, which is exact.
 *
 * Source: Blue, "A portable Fortran program to find the Euclidean norm of a vector", ACM TOMS 4 (1978) 15–23.
 */
export function columnNorm(x: Float64Array, offset: number, length: number): number {
  let largest = 0;
  for (let i = offset; i < offset + length; i++) largest = Math.max(largest, Math.abs(at(x, i)));
  if (largest >= LOWER && largest <= UPPER) return Math.sqrt(dot(x, offset, x, offset, length));

  const scale = largest < LOWER ? SCALE : 1 / SCALE;
  const scaled = new Float64Array(length);
  for (let i = 0; i < length; i++) scaled[i] = at(x, offset + i) * scale;
  return Math.sqrt(dot(scaled, 0, scaled, 0, length)) / scale;
}
