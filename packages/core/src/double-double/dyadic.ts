/** A number as significand · 2^exponent, exactly. */
export interface Dyadic {
  readonly significand: bigint;
  readonly exponent: number;
}

/** |x| for a finite float64 number x: its stored bits. */
export function dyadic(x: number): Dyadic {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(x));
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const stored = word & ((1n << 52n) - 1n);
  return biased === 0
    ? { significand: stored, exponent: -1074 }
    : { significand: stored | (1n << 52n), exponent: biased - 1075 };
}
