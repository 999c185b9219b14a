/** Unit roundoff of float64. */
export const U = 2 ** -53;

/** What underflow can take from a number in double-double: half of the smallest number from each half, rounded up. */
export const UNDERFLOW = 2 * Number.MIN_VALUE;

/**
 * Unit roundoff of sums and products in double-double, features of the bases included: u² times the sum of the constants
 * in the error bounds of one multiplication, one addition and one step of a recurrence (Joldes et al. 2017: 7 + 3 + 10),
 * rounded up to a power of two.
 */
export const U_EXTENDED = 32 * U * U;
