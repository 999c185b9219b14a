/**
 * The power of two 2ᵉ with 2ᵉ ≤ |x| < 2ᵉ⁺¹, kept within [2⁻¹⁰²², 2¹⁰²³]; 1 for x = 0.
 *
 * Dividing by it scales exactly (barring underflow), so that equilibration costs no digit.
 */
export function powerOfTwo(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude === 0) return 1;
  let exponent = Math.max(-1022, Math.min(1023, Math.floor(Math.log2(magnitude))));
  // Math.log2 is not exactly rounded: correct an estimate that is one off.
  if (2 ** exponent > magnitude && exponent > -1022) exponent -= 1;
  else if (exponent < 1023 && 2 ** (exponent + 1) <= magnitude) exponent += 1;
  return 2 ** exponent;
}
