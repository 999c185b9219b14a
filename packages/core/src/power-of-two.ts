const bits = new DataView(new ArrayBuffer(8));

/**
 * e with 2ᵉ ≤ |x| < 2ᵉ⁺¹, from −1074 to 1023; 0 for x = 0, 1024 for NaN and infinities.
 */
export function exponentOf(x: number): number {
  if (x === 0) return 0;
  bits.setFloat64(0, x);
  const biased = (bits.getUint16(0) >>> 4) & 0x7ff;
  // A subnormal number is normal 64 powers higher.
  return biased > 0 ? biased - 1023 : exponentOf(x * 2 ** 64) - 64;
}

/**
 * The power of two 2ᵉ with 2ᵉ ≤ |x| < 2ᵉ⁺¹, kept within [2⁻¹⁰²², 2¹⁰²³]; 1 for x = 0.
 *
 * Dividing by it scales exactly (barring underflow), so that equilibration costs no digit.
 */
export function powerOfTwo(x: number): number {
  return normalPower(Math.max(-1022, Math.min(1023, exponentOf(x))));
}

/** value · 2^exponent for any whole exponent, rounded once, and only where the result is subnormal. */
export function scaleByPower(value: number, exponent: number): number {
  // Every step but the last is exact, or the result is 0 or infinite.
  let rest = exponent;
  let scaled = value;
  const step = rest % 1000;
  if (step !== 0) scaled *= normalPower(step);
  rest -= step;
  for (; rest > 0 && scaled !== 0; rest -= 1000) scaled *= normalPower(1000);
  for (; rest < 0 && scaled !== 0; rest += 1000) scaled *= normalPower(-1000);
  return scaled;
}

/** 2^exponent for a whole exponent in [−1022, 1023]. */
function normalPower(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}
