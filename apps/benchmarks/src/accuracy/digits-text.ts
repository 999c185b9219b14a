/** A float64 number holds no more digits than this: rounding to nearest costs 2⁻⁵³ = 10^−15.95. */
const FLOAT64_DIGITS = 15.95;
/** Below this an estimate has not even its leading digit. */
const WORTHLESS = 1;

/** Correct digits as a table shows them: rounded down to one decimal; all that float64 holds is '16+', none is 'wrong'. */
export function digitsText(digits: number): string {
  if (Number.isNaN(digits)) return 'fails';
  if (digits < WORTHLESS) return 'wrong';
  return digits >= FLOAT64_DIGITS ? '16+' : (Math.floor(digits * 10) / 10).toFixed(1);
}
