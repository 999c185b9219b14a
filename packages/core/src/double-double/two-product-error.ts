/** 2²⁷ + 1: splits a 53-bit significand into two of 26 bits. */
const SPLITTER = 134_217_729;

/**
 * The rounding error of p = fl(a · b): a b = p + twoProductError(a, b, p) exactly, without a fused multiply-add.
 *
 * Exact while |a|, |b| < 2⁹⁹⁶ (the splitting multiplies by 2²⁷ + 1) and the error itself does not underflow: callers
 * scale by powers of two first.
 *
 * Source: Veltkamp's splitting and Dekker's product: Dekker, "A floating-point technique for extending the available
 * precision", Numer. Math. 18 (1971) 224–242, eq. (5.6)–(5.14).
 */
export function twoProductError(a: number, b: number, p: number): number {
  const aScaled = SPLITTER * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = SPLITTER * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
