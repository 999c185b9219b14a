import fc from 'fast-check';

/** 53 random bits times a power of two within [2^least, 2^most): every binade is as likely. */
export function wide(least: number, most: number): fc.Arbitrary<number> {
  return fc
    .tuple(fc.bigInt(2n ** 52n, 2n ** 53n - 1n), fc.integer({ min: least, max: most - 1 }), fc.boolean())
    .map(
      ([significand, exponent, negative]) => Number(negative ? -significand : significand) * 2 ** -52 * 2 ** exponent,
    );
}

/** A double-double hi + lo with |lo| ≤ ½ ulp(hi), its low part from full size down to nothing. */
export function doubleDouble(least: number, most: number): fc.Arbitrary<readonly [hi: number, lo: number]> {
  return fc
    .tuple(wide(least, most), wide(-1, 0), fc.integer({ min: 53, max: 80 }), fc.boolean())
    .map(([hi, low, gap, isZero]) => {
      const rest = isZero ? 0 : Math.abs(hi) * low * 2 ** -gap;
      const sum = hi + rest;
      return [sum, rest - (sum - hi)];
    });
}
