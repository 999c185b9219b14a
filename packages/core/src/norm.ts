import { maximumMagnitude } from './maximum-magnitude.js';

/** ‖v‖₂ without overflow or underflow; Infinity or NaN when v holds one. */
export function norm(v: Float64Array): number {
  const largest = maximumMagnitude(v);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let squares = 0;
  for (const value of v) squares += (value / largest) ** 2;
  return largest * Math.sqrt(squares);
}
