/** What stands for an undefined quantity. */
const UNDEFINED = '–';

/** Five significant digits, in scientific notation outside [10⁻³, 10⁵). */
export function short(value: number | null): string {
  if (value === null) return UNDEFINED;
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e5 ? value.toExponential(4) : value.toPrecision(5);
  return text.replace('e+', 'e');
}

/** Ten significant digits, in scientific notation outside [10⁻⁴, 10¹⁰). */
export function long(value: number | null): string {
  if (value === null) return UNDEFINED;
  if (value === 0) return '0';
  const text = Math.abs(value) < 1e-4 ? value.toExponential(9) : value.toPrecision(10);
  return text.replace('e+', 'e');
}

/** Four decimals, for quantities near 1; others as `short`. */
export function fixed(value: number | null): string {
  const near = value !== null && Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5;
  return near ? value.toFixed(4) : short(value);
}

/** A share of at most 1, with as many decimals as it takes, from four, to tell it from 1. */
export function share(value: number | null): string {
  if (value === null) return UNDEFINED;
  for (let decimals = 4; decimals < 17; decimals++) {
    const text = value.toFixed(decimals);
    if (value === 1 || Number(text) !== 1) return text;
  }
  return value.toString();
}

/** Digits that are claimed: one decimal, rounded down. */
export function digits(value: number | null): string {
  return value === null ? UNDEFINED : (Math.floor(10 * value) / 10).toFixed(1);
}
