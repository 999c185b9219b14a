/** Beyond it nothing is left of any number, or nothing is too small to overflow. */
const LARGEST_EXPONENT = 3000;
const STEP = 1000;

/** value · a · b · … with powers of two: it overflows, underflows or is rounded only when the result is. */
export function scaleBy(value: number, ...powers: readonly number[]): number {
  const exact = powers.reduce((sum, power) => sum + Math.round(Math.log2(power)), 0);
  let exponent = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exact));
  let product = value;
  for (; Math.abs(exponent) > STEP; exponent -= Math.sign(exponent) * STEP)
    product *= 2 ** (Math.sign(exponent) * STEP);
  return product * 2 ** exponent;
}
