/** A number as significand · 2^exponent, exactly. */
export interface Dyadic {
  readonly significand: bigint;
  readonly exponent: number;
}

/** A finite float64 number: its stored bits. */
export function dyadic(x: number): Dyadic {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(x));
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const stored = word & ((1n << 52n) - 1n);
  const magnitude = biased === 0 ? stored : stored | (1n << 52n);
  return { significand: x < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}

/** How many binary digits |n| has; 1 for 0. */
export function bitLength(n: bigint): number {
  return (n < 0n ? -n : n).toString(2).length;
}
