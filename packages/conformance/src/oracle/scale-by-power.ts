/**
 * value · 2ᵏ, rounded once at most: in two factors, so that neither overflows or underflows before the result does.
 * For |value| ≥ 1 and a result in the normal range it is exact.
 */
export function scaleByPower(value: number, k: number): number {
  const half = Math.trunc(k / 2);
  return value * 2 ** half * 2 ** (k - half);
}
