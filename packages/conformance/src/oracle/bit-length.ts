/** The number of bits of |value|: 0 for 0, and b with 2ᵇ⁻¹ ≤ |value| < 2ᵇ otherwise. */
export function bitLength(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16);
  return value === 0n ? 0 : (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}
